import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { violationsIn } from "../browser/pages/inspect";
import { launchChromium } from "../support/browser/chromium";
import { PERSON } from "../support/browser/person";
import {
  type BuiltServer,
  removeDataDir,
  SERVER_ADMIN_KEY,
  startBuiltServer,
} from "../support/server/built-server";
import { openShop, type Shop } from "./shop";

const DAY_S = 86_400;
const SOON_MS = 20_000;
const GUIDE_MS = 50_000;
const PICTURES = ".artifacts";
type Row = { amount: { amount: string }; status: string; createdAt: string };

let browser: Browser;
let server: BuiltServer;
let shop: Shop;
let context: BrowserContext;
let page: Page;
let origin: string;

beforeAll(async () => {
  browser = await launchChromium();
  server = await startBuiltServer();
  await server.ready();
  origin = `http://localhost:${server.port}`;
  shop = await openShop(origin);
  context = await browser.newContext({ userAgent: PERSON });
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await shop.close();
  await server.end();
  await removeDataDir(server.dataDir);
});

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const headers = { authorization: `Bearer ${SERVER_ADMIN_KEY}`, "content-type": "application/json" };
  const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  const reply = await fetch(`${origin}/api/v1${path}`, init);
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

async function steer(action: string, fields: Record<string, string>): Promise<void> {
  const url = `${origin}/dev/stripe/_sandbox/${action}`;
  const reply = await fetch(url, { method: "POST", body: new URLSearchParams(fields) });
  if (!reply.ok) throw new Error(`${action}: ${reply.status} ${await reply.text()}`);
}

test("a partner's link, a checkout, a renewal, a refund and a payout end in a statement that is right to the cent", async () => {
  const { partnerId } = await program();
  const commissions = async (): Promise<string[]> => {
    const { data } = await call<{ data: Row[] }>("GET", `/commissions?partnerId=${partnerId}`);
    const standing = data.filter((row) => row.status !== "reversed");
    return standing.map((row) => `${row.amount.amount} ${row.status}`).sort();
  };
  const become = (expected: string[]): Promise<void> =>
    expect.poll(commissions, { timeout: SOON_MS }).toEqual(expected);

  await page.goto(`${origin}/r/ada-money`);
  await page.getByRole("link", { name: "Buy Pro" }).click();
  await page.getByLabel("E-mail").fill("grace@customers.test");
  await page.getByRole("button", { name: "Subscribe" }).click();
  await page.waitForURL(`${shop.origin}/thanks`);
  await become(["9.80 pending"]);

  await steer("clock", { seconds: String(32 * DAY_S) });
  await become(["9.80 approved", "9.80 pending"]);

  await page.goto(`${origin}/dev/stripe`);
  await page.getByRole("button", { name: "Refund a quarter" }).first().click();
  await become(["7.35 pending", "9.80 approved"]);

  await steer("clock", { seconds: String(8 * DAY_S) });
  await become(["7.35 approved", "9.80 approved"]);

  const { url } = await call<{ url: string }>("POST", `/partners/${partnerId}/connect`, { country: "US" });
  await page.goto(url);
  await page.getByRole("button", { name: "Give everything" }).click();
  await expect
    .poll(() => call("GET", `/partners/${partnerId}/connect`), { timeout: SOON_MS })
    .toMatchObject({ stage: "ready" });
  const { planned } = await call<{ planned: { payoutId: string }[] }>("POST", "/payouts/run", {});
  const payoutId = planned[0]?.payoutId ?? "";
  // What is planned may be released for a minute; then it leaves.
  await steer("clock", { seconds: "60" });
  await expect
    .poll(() => call("GET", `/payouts/${payoutId}`), { timeout: SOON_MS })
    .toMatchObject({ status: "paid", rail: "stripe_connect", amount: { amount: "17.15" } });
  await become(["7.35 paid", "9.80 paid"]);

  await signIn("ada@partners.test");
  await statementOf(payoutId);
  await monthOf(new Date(Date.now() + 40 * DAY_S * 1_000).toISOString().slice(0, 7));
});

test("the commands of the guide, pasted into a shell, end in the same statement", async () => {
  const guide = await readFile("docs/guides/stripe.md", "utf8");
  const [, section = ""] = guide.split("## Without an account");
  const [without = ""] = section.split("## With an account");
  const commands = [...without.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block).join("");
  const script = commands
    .replace("http://localhost:3000", origin)
    .replace("$(cat .data/admin-api-key)", SERVER_ADMIN_KEY);
  const { stdout } = await promisify(execFile)("bash", ["-eu", "-c", script], { timeout: GUIDE_MS });
  expect(JSON.parse(stdout.slice(stdout.lastIndexOf('{"timeZone"')))).toMatchObject({
    payout: { status: "paid", amount: { amount: "17.15" } },
    entries: [
      { amount: { amount: "9.80" }, why: "20 % of 49.00 USD." },
      { amount: { amount: "7.35" }, why: "20 % of 36.75 USD, what is left of a sale of 49.00 USD." },
    ],
  });
});

async function program(): Promise<{ partnerId: string }> {
  // The first of a month, on which others plan payouts, may lie among the days that pass here.
  await call("PATCH", "/settings", { payoutSchedule: "manual" });
  const { id: programId } = await call<{ id: string }>("POST", "/programs", {
    name: "Partners",
    slug: "partners",
    destinationUrl: `${shop.origin}/`,
    terms: {
      holdbackDays: 7,
      rules: [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }],
    },
  });
  const person = { name: "Ada", email: "ada@partners.test", programIds: [programId] };
  const { id: partnerId } = await call<{ id: string }>("POST", "/partners", person);
  await call("POST", "/links", { partnerId, programId, code: "ada-money" });
  return { partnerId };
}

/** Asks for a link, finds it in the mailbox, and uses it. */
async function signIn(email: string): Promise<void> {
  const form = { headers: { origin }, maxRedirects: 0 };
  await context.request.post(`${origin}/api/auth/signin/email`, { ...form, form: { email } });
  await page.goto(`${origin}/dev/mailbox`);
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.getByRole("link", { name: /sign in/i }).count();
      },
      { timeout: SOON_MS },
    )
    .toBe(1);
  await page.getByRole("link", { name: /sign in/i }).click();
  const token = /token=([\w-]+)/.exec(await page.content())?.[1] ?? "";
  const used = await context.request.post(`${origin}/api/auth/callback/email`, {
    ...form,
    form: { email, token },
  });
  expect(used.status()).toBeLessThan(400);
}

async function statementOf(payoutId: string): Promise<void> {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  await page.goto(`${origin}/portal/payouts/${payoutId}`);
  const rows = (await page.getByRole("table").getByRole("row").allInnerTexts()).map(inOneLine);
  expect(rows.slice(1)).toEqual([
    expect.stringMatching(/Invoice paid · Partners 20 % of 49\.00 USD\. 9\.80 USD$/),
    expect.stringMatching(/20 % of 36\.75 USD, what is left of a sale of 49\.00 USD\. 7\.35 USD$/),
    "Total 17.15 USD",
  ]);
  expect(inOneLine(await page.locator("body").innerText())).toContain("Sandbox: no real money moved.");
  expect(await violationsIn(page)).toEqual([]);
  await page.screenshot({ path: `${PICTURES}/payout-statement.png`, fullPage: true });
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("button", { name: "Print" }).isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
  expect(problems).toEqual([]);
}

async function monthOf(month: string): Promise<void> {
  await page.goto(`${origin}/portal/statements/${month}`);
  const sums = (await page.locator("dl").last().locator("div").allInnerTexts()).map(inOneLine);
  expect(sums.at(-1)).toBe("Balance after 0.00 USD");
  expect(sums).toContain("Paid out −17.15 USD");
  await page.screenshot({ path: `${PICTURES}/month-statement.png`, fullPage: true });
  expect(await violationsIn(page)).toEqual([]);
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
