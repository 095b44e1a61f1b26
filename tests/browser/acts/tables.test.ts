import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import { signInToDemo } from "../demo-people";

const origin = inject("origin");
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  const [name = "", value = ""] = (await signInToDemo(origin)).split("=");
  const context = await browser.newContext();
  await context.addCookies([{ name, value, url: origin }]);
  page = await context.newPage();
});
afterAll(() => browser.close());

async function post(path: string, json: object): Promise<void> {
  const headers = { authorization: `Bearer ${inject("adminKey")}`, "content-type": "application/json" };
  const reply = await fetch(`${origin}/api/v1${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(json),
  });
  expect(reply.status).toBe(201);
}

/** The lines of the table as it is saved, and the first one apart. */
async function saved(): Promise<{ head: string; lines: string[] }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save CSV" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  const [head = "", ...lines] = text.replace("\uFEFF", "").split("\r\n");
  return { head, lines };
}

test("several keys are revoked at once, after a question that says how many", async () => {
  for (const name of ["Bulk one", "Bulk two"]) await post("/api-keys", { name, kind: "secret" });
  await page.goto(`${origin}/developers/keys`, { waitUntil: "networkidle" });
  await page.getByRole("checkbox", { name: "Bulk one" }).check();
  await page.getByRole("checkbox", { name: "Bulk two" }).check();
  await page.getByText("2 selected").waitFor();
  await page.getByRole("button", { name: "Revoke" }).last().click();
  const question = page.getByRole("alertdialog", { name: "Revoke these keys?" });
  await question.getByText("Whatever uses one of these 2 keys").waitFor();
  await question.getByRole("button", { name: "Revoke" }).click();
  await page.getByText("2 keys revoked.").waitFor();
  for (const name of ["Bulk one", "Bulk two"]) {
    await page.getByRole("checkbox", { name }).waitFor({ state: "detached" });
  }
  const { head, lines } = await saved();
  expect(head).toBe('"Key","Kind","May do","Made","Status"');
  expect(lines.filter((line) => line.startsWith('"Bulk ')).map((line) => /Revoked/.test(line))).toEqual([
    true,
    true,
  ]);
});

test("revoked keys are found by their status, and the filter stays in the address", async () => {
  await page.goto(`${origin}/developers/keys`, { waitUntil: "networkidle" });
  await page.getByRole("combobox", { name: "Any status" }).selectOption("Revoked");
  await page.getByRole("button", { name: "Filter" }).click();
  await page.waitForURL("**status=revoked**");
  await page.getByText("Bulk one").waitFor();
  const { lines } = await saved();
  expect(lines.every((line) => /Revoked/.test(line))).toBe(true);
});

test("a domain that is added shows how to prove it, and is removed again", async () => {
  await page.goto(`${origin}/settings/domains`, { waitUntil: "networkidle" });
  await page.getByRole("textbox", { name: "Host" }).fill("go.tables-test.com");
  await page.getByRole("button", { name: "Add a domain" }).click();
  const sheet = page.getByRole("dialog", { name: "go.tables-test.com" });
  await sheet.getByRole("region", { name: "Show that it is yours" }).waitFor();
  await page.goto(`${origin}/settings/domains?status=verified`);
  await page.getByText("Nothing matches").waitFor();
  await page.goto(`${origin}/settings/domains?status=waiting`, { waitUntil: "networkidle" });
  await page.getByRole("link", { name: "go.tables-test.com" }).click();
  await sheet.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await page.getByText("Removed.").waitFor();
});

test("a partner pauses several links at once, and starts them again", async () => {
  const context = await browser.newContext();
  const [name = "", value = ""] = (await signInToDemo(origin, "partner")).split("=");
  await context.addCookies([{ name, value, url: origin }]);
  const portal = await context.newPage();
  const codes = ["ticked-one", "ticked-two"];
  for (const code of codes) {
    await portal.goto(`${origin}/portal/links`, { waitUntil: "networkidle" });
    await portal.getByRole("textbox", { name: "Code" }).fill(code);
    await portal.getByRole("button", { name: "Make a link" }).click();
    await portal.getByText("Your link is ready.").waitFor();
  }
  for (const [act, told, status] of [
    ["Pause", "2 links paused.", 410],
    ["Start again", "2 links lead on again.", 302],
  ] as const) {
    await portal.goto(`${origin}/portal/links`, { waitUntil: "networkidle" });
    for (const code of codes) await portal.getByRole("checkbox", { name: code }).check();
    await portal.getByRole("button", { name: act }).click();
    await portal.getByRole("alertdialog").getByRole("button", { name: act }).click();
    await portal.getByText(told).waitFor();
    const reached = async () => (await fetch(`${origin}/r/${codes[0]}`, { redirect: "manual" })).status;
    await expect.poll(reached).toBe(status);
  }
  await context.close();
});

test("members are revoked and reinstated by the ticked rows, and the question names them", async () => {
  await post("/members", { email: "ticked@team.test", name: "Ticked Member", role: "viewer" });
  await page.goto(`${origin}/settings/members?columns=status`, { waitUntil: "networkidle" });
  for (const [act, told] of [
    ["Revoke", "1 member revoked."],
    ["Reinstate", "1 member reinstated."],
  ] as const) {
    await page.getByRole("checkbox", { name: "Ticked Member" }).check();
    await page.getByRole("button", { name: act }).last().click();
    const question = page.getByRole("alertdialog");
    await question.getByText("Ticked Member").waitFor();
    await question.getByRole("button", { name: act }).click();
    await page.getByText(told).waitFor();
  }
  expect((await saved()).head).toBe('"Member","Status"');
});

test("sums are saved as plain decimals beside their currency", async () => {
  await page.goto(`${origin}/commissions?status=approved`, { waitUntil: "networkidle" });
  const { head, lines } = await saved();
  expect(head).toContain('"Amount","Amount: currency"');
  const at = head.split('","').indexOf("Amount");
  const fields = lines.map((line) => line.slice(1, -1).split('","'));
  for (const field of fields) expect(field.slice(at, at + 2).join(" ")).toMatch(/^-?\d+\.\d\d [A-Z]{3}$/);
  expect(fields.length).toBeGreaterThan(0);
});

test("mail is turned off and on again by its reader", async () => {
  const box = () => page.getByRole("checkbox", { name: "When somebody applies" });
  for (const wanted of [false, true]) {
    await page.goto(`${origin}/profile`, { waitUntil: "networkidle" });
    await box().setChecked(wanted);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").first().waitFor();
    await page.reload({ waitUntil: "networkidle" });
    expect(await box().isChecked()).toBe(wanted);
  }
});
