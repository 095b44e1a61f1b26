import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchChromium } from "../support/browser/chromium";
import { signInToDemo } from "./demo-people";
import { cookieFor } from "./pages/inspect";

const origin = inject("origin");
/** Nobody else sells in it here. */
const CURRENCY = "NOK";
/** A little longer than a page without a connection waits until it asks. */
const POLL_MS = 31_000;

type Link = { code: string; partnerId: string };

let browser: Browser;
let admin: string;
let partner: string;
let link: Link;

async function call(path: string, json: object): Promise<{ id: string }> {
  const reply = await fetch(`${origin}/api/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${inject("adminKey")}`, "content-type": "application/json" },
    body: JSON.stringify(json),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as { id: string };
}

/** A customer of the partner pays. */
async function sell(userId: string): Promise<void> {
  const { id: cref } = await call("/clicks", { code: link.code });
  await call("/attribution/identify", { cref, userId });
  const sale = { type: "invoice_paid", value: "250.00", currency: CURRENCY, externalId: userId };
  await call("/attribution/events", { userId, ...sale });
}

beforeAll(async () => {
  browser = await launchChromium();
  [admin, partner] = [await signInToDemo(origin), await signInToDemo(origin, "partner")];
  const reply = await fetch(`${origin}/api/trpc/links.listLinks`, { headers: { cookie: partner } });
  const { result } = (await reply.json()) as { result: { data: { data: Link[] } } };
  const [first] = result.data.data;
  if (!first) throw new Error("the demonstration's partner has no link");
  link = first;
});
afterAll(() => browser.close());

async function person(cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext();
  await context.addCookies([cookieFor({ url: origin, cookie })]);
  return context;
}

async function opened(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}${path}`);
  return page;
}

test("a sale appears on every open page that it concerns, without a reload", async () => {
  const [member, earner] = [await person(admin), await person(partner)];
  const pages = [
    await opened(member, "/overview"),
    await opened(member, "/events?userId=seen_live"),
    await opened(member, `/commissions?partnerId=${link.partnerId}`),
    await opened(earner, "/portal"),
  ];
  for (const page of pages) expect(await page.locator("main").getByText(CURRENCY).count()).toBe(0);
  await sell("seen_live");
  for (const page of pages) await page.locator("main").getByText(CURRENCY).first().waitFor();
  await Promise.all([member.close(), earner.close()]);
});

test("a page that cannot be told asks by itself", async () => {
  const context = await person(admin);
  await context.route("**/api/live", (route) => route.abort());
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${origin}/events?userId=seen_later`);
  await page.getByText("Nothing matches").waitFor();
  await sell("seen_later");
  await page.clock.fastForward(POLL_MS);
  await page.locator("main").getByText(CURRENCY).first().waitFor();
  await context.close();
});
