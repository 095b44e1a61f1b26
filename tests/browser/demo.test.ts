import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { launchChromium } from "../support/browser/chromium";

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  page = await browser.newPage();
  await page.goto(`${inject("origin")}/demo`);
});
afterEach(() => page.close());

const stations = () => page.locator("main h2").allInnerTexts();

test("a commission's trace leads from its clicks to its ledger entries, with the sum", async () => {
  expect(await stations()).toEqual([
    "Clicks",
    "Identity",
    "Event",
    "Attribution",
    "Rule",
    "Ledger entries",
    "Recent commissions",
  ]);
  const sum = (await page.getByRole("region", { name: "The sum" }).innerText()).replace(/\s+/g, " ");
  expect(sum).toBe(
    "paid 240.00 refunded − 60.00 kept by the brand = 180.00 the rule’s rate × 20 % to be shared = 36.00 this partner’s share × 40 % earned = 14.40",
  );
});

test("every click is shown with the reason why it counts or not", async () => {
  const reasons = await page
    .locator("main ol > li", { hasText: "5 clicks are tied" })
    .locator("ol > li")
    .allInnerTexts();
  expect(reasons.filter((text) => text.includes("Counts"))).toHaveLength(3);
  expect(reasons.filter((text) => text.includes("Does not count"))).toHaveLength(2);
});

test("another commission is chosen with the keyboard alone, and has an address of its own", async () => {
  const table = page.getByRole("table");
  const third = table.getByRole("link").nth(2);
  const name = await third.innerText();
  await table.getByRole("link").nth(1).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/demo\?commission=[0-9A-Z]{26}$/);
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain(`${name} earned`);
  await page.reload();
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain(`${name} earned`);
});

test("the theme that was chosen stays after a reload, before anything is painted", async () => {
  await page.getByRole("button", { name: "Dark" }).click();
  await page.reload({ waitUntil: "commit" });
  await page.waitForSelector("body");
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("dark");
  // The page was looked at as soon as it was there: its buttons are awake a moment later.
  const chosen = async (): Promise<string | undefined> => {
    await page.getByRole("button", { name: "System" }).click();
    return page.evaluate(() => document.documentElement.dataset["theme"]);
  };
  await expect.poll(chosen).toBeUndefined();
});

test("the page shows no commission of another program", async () => {
  const headers = { authorization: `Bearer ${inject("adminKey")}`, "content-type": "application/json" };
  const call = async (path: string, body?: object): Promise<Record<string, unknown>> => {
    const init = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
    const reply = await fetch(`${inject("origin")}/api/v1${path}`, init);
    expect(reply.ok).toBe(true);
    return (await reply.json()) as Record<string, unknown>;
  };
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const destinationUrl = "https://private.example/";
  const program = await call("/programs", {
    name: "Private",
    slug: "private",
    destinationUrl,
    terms: { rules },
  });
  const programIds = [program["id"]];
  const partner = await call("/partners", {
    name: "Private Partner",
    email: "p@private.example",
    programIds,
  });
  const [partnerId, programId] = [partner["id"], program["id"]];
  await call("/links", { partnerId, programId, code: "private-link" });
  const click = await call("/clicks", { code: "private-link" });
  await call("/attribution/identify", { cref: click["id"], userId: "private_user" });
  const sale = { userId: "private_user", type: "invoice_paid", value: "10", externalId: "private_sale" };
  await call("/attribution/events", sale);
  const { data } = await call(`/commissions?programId=${programId}`);
  const [commission] = data as { id: string }[];
  await page.goto(`${inject("origin")}/demo?commission=${commission?.id}`);
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(
    "The demonstration has no such commission",
  );
  expect(await page.locator("body").innerText()).not.toContain("Private Partner");
});
