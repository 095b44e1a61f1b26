import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { signInToDemo } from "./demo-people";
import { cookieFor, LOOKS, violationsIn } from "./inspect";

/** Each theme and each width once. */
const CORNERS = LOOKS.filter(({ scheme, width }) => (scheme === "light") === width > 500);

const origin = inject("origin");
let browser: Browser;
let cookie: string;

beforeAll(async () => {
  browser = await launchChromium();
  cookie = await signInToDemo(origin, "partner");
});
afterAll(() => browser.close());

async function open(
  path: string,
  look: Partial<(typeof LOOKS)[number]> = {},
): Promise<{ context: BrowserContext; page: Page; complaints: string[]; status: number | undefined }> {
  const context = await browser.newContext({
    colorScheme: look.scheme ?? "light",
    viewport: { width: look.width ?? 1280, height: 900 },
  });
  await context.addCookies([cookieFor({ url: origin, cookie })]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  const reply = await page.goto(`${origin}${path}`);
  return { context, page, complaints, status: reply?.status() };
}

/** Where the first row of a list leads. */
async function firstOf(list: string): Promise<string> {
  const { context, page } = await open(list);
  const href = await page.locator("table[data-table] tbody a").first().getAttribute("href");
  await context.close();
  if (href === null) throw new Error(`${list} is empty`);
  return href;
}

describe.each([
  ["earnings", "/portal", null],
  ["links", "/portal/links", null],
  ["assets", "/portal/assets", null],
  ["commissions", "/portal/commissions", null],
  [
    "commissions, of which none matches",
    "/portal/commissions?status=reversed&cursor=00000000000000000000000000",
    null,
  ],
  ["reasons of one commission", "", "/portal/commissions"],
  ["payouts", "/portal/payouts", null],
  ["customers", "/portal/customers", null],
  ["credits of one customer", "", "/portal/customers"],
  ["profile", "/portal/settings", null],
  ["postbacks", "/portal/postbacks", null],
  ["API keys", "/portal/keys", null],
])("a partner's %s", (_name, path, list) => {
  test.each(CORNERS)("is accessible, quiet and fits in $scheme at $width px", async (look) => {
    const { context, page, complaints, status } = await open(
      list === null ? path : await firstOf(list),
      look,
    );
    expect(status).toBe(200);
    await page.getByRole("note").filter({ hasText: "no money moves" }).waitFor();
    expect(await violationsIn(page)).toEqual([]);
    const { scrollWidth, clientWidth } = await page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      clientWidth: document.documentElement.clientWidth,
    }));
    expect(scrollWidth).toBe(clientWidth);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test("a partner makes a link that works at once, has a code to print, and is refused the same one in words", async () => {
  const { context, page } = await open("/portal/links");
  const code = page.getByRole("textbox", { name: "Code" });
  await code.fill("first-day");
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByText("Your link is ready.").waitFor();
  const card = page.getByRole("listitem").filter({ hasText: "/r/first-day" });
  await card.getByText("QR code").click();
  await card.getByRole("img", { name: /QR code of .*\/r\/first-day$/ }).waitFor();
  expect((await fetch(`${origin}/r/first-day`, { redirect: "manual" })).status).toBe(302);
  await code.fill("first-day");
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByRole("alert").filter({ hasText: "first-day" }).waitFor();
  expect(await code.inputValue()).toBe("first-day");
  await context.close();
});

test("a partner who says where they live is led to Stripe", async () => {
  const { context, page } = await open("/portal/payouts");
  await page.getByRole("textbox", { name: "Where you live" }).fill("DE");
  await page.getByRole("button", { name: "Set up payouts with Stripe" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/portal"));
  await context.close();
});

test("the brand's pages lead a partner to the portal", async () => {
  const { context, page } = await open("/overview");
  await page.waitForURL("**/portal");
  await context.close();
});
