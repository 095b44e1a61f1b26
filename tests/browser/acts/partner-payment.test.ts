import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import { type Call, callAs } from "../../support/server/call";
import { signInToDemo } from "../demo-people";
import { cookieFor } from "../pages/corner";
import { violationsIn } from "../pages/inspect";

const origin = inject("origin");
let browser: Browser;
let page: Page;
let call: Call;
let partnerId: string;

beforeAll(async () => {
  browser = await launchChromium();
  call = callAs(origin, inject("adminKey"));
  const partner = { name: "Piet", email: "piet@partners.test", programIds: [] };
  partnerId = String((await call("POST", "/partners", partner))["id"]);
  const context = await browser.newContext({ viewport: { width: 360, height: 900 } });
  await context.addCookies([cookieFor({ url: origin, cookie: await signInToDemo(origin) })]);
  page = await context.newPage();
  await page.goto(`${origin}/partners/${partnerId}`);
});
afterAll(() => browser.close());

test("a member sees what keeps Stripe from a partner, gets the link that mends it, and pays another way", async () => {
  const payment = page.getByRole("region", { name: "How they are paid" });
  await payment.getByText("has not connected a Stripe account").waitFor();
  await payment.getByRole("button", { name: "Make a link" }).click();
  await payment.getByRole("alert").waitFor();
  await payment.getByLabel("Where they live").fill("US");
  await payment.getByRole("button", { name: "Make a link" }).click();
  await payment.getByText("Send it to them.").waitFor();
  expect(await payment.locator("code").innerText()).toMatch(/^http.*\/dev\/stripe\/connect\//);

  await payment.getByText("Change it").click();
  await payment.getByRole("combobox", { name: "Way" }).selectOption("paypal_file");
  await payment.getByRole("textbox", { name: "Address at PayPal or Wise" }).fill("piet@paypal.test");
  await payment.getByRole("button", { name: "Save" }).click();
  await payment.getByText("set for this partner").waitFor();
  expect(await call("GET", `/partners/${partnerId}/payout-method`)).toMatchObject({
    preference: "paypal_file",
    recipient: "piet@paypal.test",
    blocked: null,
  });
  expect(await violationsIn(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test("a member keeps a partner on one version of a program's terms", async () => {
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const program = { name: "Kept", slug: "kept", destinationUrl: "https://example.com/", terms: { rules } };
  const { id: programId, terms } = await call("POST", "/programs", program);
  await call("PUT", `/programs/${programId}/partners/${partnerId}`, {});
  await page.reload();
  const programs = page.getByRole("region", { name: "Programs" });
  await programs.getByText("the program’s own terms").waitFor();
  await programs.getByRole("button", { name: "Change terms" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByRole("combobox", { name: "Terms" }).selectOption({ index: 1 });
  await question.getByRole("button", { name: "Change terms" }).click();
  await programs.getByText("terms of their own").waitFor();
  const { enrollments } = await call("GET", `/partners/${partnerId}`);
  // The API's own tests hold the form of these replies.
  const [open] = (enrollments as { termsId: string; to: string | null }[]).filter(({ to }) => to === null);
  expect(open?.termsId).toBe((terms as { id: string }).id);
});
