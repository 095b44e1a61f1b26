import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import { signInToDemo } from "../demo-people";
import { cookieFor } from "../pages/corner";

// What partners arrange for themselves, as they would.

const origin = inject("origin");
let browser: Browser;
let cookie: string;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  cookie = await signInToDemo(origin, "partner");
});
afterAll(() => browser.close());
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies([cookieFor({ url: origin, cookie })]);
  page = await context.newPage();
});
afterEach(() => context.close());

const way = (name: RegExp) => page.getByRole("radio", { name });
async function save(): Promise<void> {
  await page.getByRole("button", { name: "Use this way" }).click();
  await page.getByText("It holds from the next payout").waitFor();
}

test("a partner chooses how to be paid, with what each way needs, and goes back to the usual one", async () => {
  await page.goto(`${origin}/portal/payouts`);
  await way(/^PayPal/).check();
  await page.getByLabel("Address of your PayPal account").fill("mine@paypal.example");
  await save();
  await page.reload();
  expect(await way(/^PayPal Yours now/).isChecked()).toBe(true);
  expect(await page.getByLabel("Address of your PayPal account").inputValue()).toBe("mine@paypal.example");

  await way(/^Bank transfer/).check();
  await page.getByText("The brand does not know where to send it yet.").waitFor();
  await page.getByLabel("Where the money goes").filter({ visible: true }).fill("DE02 1203 0000 0000 2020 51");
  await save();
  await page.reload();
  expect(await way(/^Bank transfer or by hand Yours now/).isChecked()).toBe(true);
  expect(await page.getByLabel("Where the money goes").filter({ visible: true }).inputValue()).toContain(
    "DE02",
  );

  await way(/^The brand’s usual way/).check();
  await save();
  await page.reload();
  expect(await way(/^The brand’s usual way.*Yours now/).isChecked()).toBe(true);
});

test("a partner's postback is changed, paused, given a new secret, and each call of it shown and sent again", async () => {
  await page.goto(`${origin}/portal/postbacks`);
  const address = page.getByLabel("Address, with macros");
  await address.fill("http://127.0.0.1/inside");
  await page.getByRole("button", { name: "Add a postback" }).click();
  await page.getByRole("alert").first().waitFor();
  await address.fill("https://tracker.invalid/acts?id={click_id}");
  await page.getByRole("button", { name: "Add a postback" }).click();
  const first = await page.getByText(/^whsec_/).innerText();
  await page.getByRole("link", { name: "https://tracker.invalid/acts?id={click_id}" }).click();

  await page.getByRole("button", { name: "New secret" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "New secret" }).click();
  const second = await dialog.getByText(/^whsec_/).innerText();
  expect(second).not.toBe(first);
  await dialog.getByRole("button", { name: "Not now" }).click();
  await page.getByText("The secret before this one signs, too, until").waitFor();

  await address.fill("https://10.0.0.1/inside");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("alert").first().waitFor();
  await address.fill("https://tracker.invalid/changed?sum={commission}");
  const example = page.getByRole("region", { name: "What would be sent for a sale" });
  await example.getByText("GET https://tracker.invalid/changed?sum=9.80").waitFor();
  await page.getByRole("radio", { name: /^POST/ }).check();
  const body = page.getByLabel("Body, with macros");
  await body.fill("id={event}");
  await example.getByText("id=invoice_paid").waitFor();
  await body.fill("id={evnt}");
  await example.getByText("{evnt} is no macro").waitFor();
  await body.fill("id={event}&cur={currency}");
  await page.getByText("Which messages").click();
  await page.getByRole("checkbox", { name: "payout.paid" }).check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("heading", { name: "https://tracker.invalid/changed?sum={commission}" }).waitFor();

  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await page.getByRole("button", { name: "Send a test" }).click();
  await page.getByRole("link", { name: "webhook.test" }).first().click();
  await page.waitForURL("**/portal/postbacks/deliveries/**");
  await expect
    .poll(async () => {
      await page.reload();
      return page.getByText("POST https://tracker.invalid/changed?sum=0.00").count();
    })
    .toBe(1);
  await page.getByText("id=test&cur=USD").waitFor();
  await page.getByRole("button", { name: "Send again" }).click();
  await page.getByText("It is sent again.").waitFor();
  await page.getByRole("link", { name: "What was sent" }).click();
  await page.getByRole("link", { name: "webhook.test" }).nth(1).waitFor();
});

test("a partner makes the address of a link for a placement and another page, and a page that is not theirs keeps the way back", async () => {
  await page.goto(`${origin}/portal/links`);
  await page.getByRole("link", { name: /\/r\// }).first().click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("Lead to another page, or tell placements apart").click();
  await sheet.getByLabel("sub1").fill("news letter");
  await sheet.getByLabel("Another page of the brand’s site").fill("https://tidewater.example/pricing?x=1");
  await sheet
    .getByText(/\/r\/[^/?]+\?url=https%3A%2F%2Ftidewater\.example%2Fpricing%3Fx%3D1&sub1=news\+letter$/)
    .waitFor();

  await page.goto(`${origin}/portal/commissions/00000000000000000000000000`);
  await page.getByText("There is nothing here").waitFor();
  await page.getByRole("link", { name: "See your earnings" }).click();
  await page.waitForURL("**/portal");
});

test("who was paid before sees what was sent first, is not asked for first steps, and finds below it how they are paid", async () => {
  await page.goto(`${origin}/portal`);
  await page.getByRole("heading", { name: "Next payout" }).waitFor();
  expect(await page.getByRole("region", { name: "First steps" }).count()).toBe(0);
  await page.getByRole("link", { name: "See how you are paid" }).click();
  await page.waitForURL("**/portal/payouts#how");
  const sent = await page.locator("table[data-table]").boundingBox();
  const way = await page.getByRole("region", { name: "How you are paid" }).boundingBox();
  expect(sent?.y).toBeLessThan(way?.y ?? 0);
});
