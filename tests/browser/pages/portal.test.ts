import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import { signInToDemo } from "../demo-people";
import { CORNERS, cookieFor, cornerOf } from "./corner";
import { inspect, SCRIPT_LIMIT_BYTES, STILL } from "./inspect";
import { addPayout, addPostback, type Postback } from "./of-the-partner";

const PICTURES = ".artifacts";

const origin = inject("origin");
let browser: Browser;
let cookie: string;
let postback: Postback;
let payoutId: string;

beforeAll(async () => {
  browser = await launchChromium();
  cookie = await signInToDemo(origin, "partner");
  postback = await addPostback(origin, inject("adminKey"));
  payoutId = await addPayout(origin, inject("adminKey"));
});
afterAll(() => browser.close());

async function open(path: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies([cookieFor({ url: origin, cookie })]);
  const page = await context.newPage();
  await page.goto(`${origin}${path}`);
  return { context, page };
}

const firsts = new Map<string, Promise<string>>();

/** Where the first of these links leads; looked up once, so that each corner shows the same. */
function firstOf(list: string, link: string): Promise<string> {
  const known = firsts.get(`${list} ${link}`) ?? lookUpFirst(list, link);
  firsts.set(`${list} ${link}`, known);
  return known;
}

async function lookUpFirst(list: string, link: string): Promise<string> {
  const { context, page } = await open(list);
  const href = await page.locator(link).first().getAttribute("href");
  await context.close();
  if (href === null) throw new Error(`${list} is empty`);
  return href;
}

const ROW = "table[data-table] tbody a";
const MONTH = "main a[href^='/portal/statements/']";

describe.each([
  ["earnings", "/portal", null],
  ["links", "/portal/links", null],
  ["sheet of a link", "/portal/links", ROW],
  ["assets", "/portal/assets", null],
  ["commissions", "/portal/commissions", null],
  [
    "commissions, of which none matches",
    "/portal/commissions?status=reversed&cursor=00000000000000000000000000",
    null,
  ],
  ["reasons of one commission", "/portal/commissions", ROW],
  ["payouts", "/portal/payouts", null],
  ["statement of a month", "/portal/payouts", MONTH],
  ["statement of a payout", "/portal/payouts/:payout", null],
  ["customers", "/portal/customers", null],
  ["credits of one customer", "/portal/customers", ROW],
  ["profile", "/portal/settings", null],
  ["postbacks", "/portal/postbacks", null],
  ["postback", "/portal/postbacks/:postback", null],
  ["call of a postback", "/portal/postbacks/deliveries/:delivery", null],
  ["API keys", "/portal/keys", null],
])("a partner's %s", (_name, path, link) => {
  test.each(CORNERS)("is accessible, quiet, steady, light and fits in $scheme at $width px", async (look) => {
    const named = path
      .replace(":postback", postback.id)
      .replace(":delivery", postback.deliveryId)
      .replace(":payout", payoutId);
    const visit = { url: `${origin}${link === null ? named : await firstOf(named, link)}`, cookie };
    const found = await inspect(browser, visit, look, PICTURES);
    expect(found).toMatchObject({ status: 200, violations: [], complaints: [], overflowPixels: 0 });
    expect(found.layoutShift).toBeLessThan(STILL);
    expect(found.scriptBytes).toBeLessThan(SCRIPT_LIMIT_BYTES);
    const { page } = await cornerOf(browser, look, visit);
    await page
      .getByText(/no (real )?money move/)
      .first()
      .waitFor();
  });
});

test("a partner makes a link that works at once, has a code to print, and is refused the same one in words", async () => {
  const { context, page } = await open("/portal/links");
  const code = page.getByRole("textbox", { name: "Code" });
  await code.fill("first-day");
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByText("Your link is ready.").waitFor();
  await page.getByRole("link", { name: /\/r\/first-day$/ }).click();
  const sheet = page.getByRole("dialog", { name: "first-day" });
  await sheet.getByRole("img", { name: /QR code of .*\/r\/first-day$/ }).waitFor();
  await sheet.getByRole("button", { name: "Close" }).click();
  expect((await fetch(`${origin}/r/first-day`, { redirect: "manual" })).status).toBe(302);
  await code.fill("first-day");
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByRole("alert").filter({ hasText: "first-day" }).waitFor();
  expect(await code.inputValue()).toBe("first-day");
  await context.close();
});

test("a partner who says where they live is led to Stripe", async () => {
  const { context, page } = await open("/portal/payouts");
  await page.getByLabel("Where you live").selectOption("DE");
  await page.getByRole("button", { name: "Set up payouts with Stripe" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/portal"));
  await context.close();
});

test("the brand's pages lead a partner to the portal", async () => {
  const { context, page } = await open("/overview");
  await page.waitForURL("**/portal");
  await context.close();
});
