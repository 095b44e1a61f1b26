import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { linkMailedTo } from "../../browser/mailbox";
import { violationsIn } from "../../browser/pages/inspect";
import { launchChromium } from "../../support/browser/chromium";
import { callAs } from "../../support/server/call";
import { sellThrough } from "../sale";

const EMAIL = "nia@first-day.example";
// The server knows itself by this name, and answers forms of its own pages alone.
const origin = `http://localhost:${new URL(inject("origin")).port}`;
const call = callAs(origin, inject("adminKey"));
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function openProgram(): Promise<string> {
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const { id } = await call("POST", "/programs", {
    name: "First day",
    slug: "first-day",
    destinationUrl: "https://example.com/",
    terms: { rules, holdbackDays: 30 },
  });
  await call("PUT", `/programs/${id}/signup`, { policy: "review" });
  return String(id);
}

async function accept(programId: string): Promise<void> {
  const { data } = await call("GET", `/applications?programId=${programId}&status=received`);
  const [application, ...more] = data as { id: string; email: string }[];
  expect([application?.email, more.length]).toEqual([EMAIL, 0]);
  await call("POST", `/applications/${application?.id}/approve`);
}

async function applyFor(page: Page): Promise<void> {
  await page.goto(`${origin}/p/first-day`);
  await page.getByText("You earn 20 % of every paid invoice for life.").waitFor();
  await page.getByLabel("New customers a month").fill("10");
  await page.getByLabel("Each pays a month, in USD").fill("50");
  await page.getByRole("button", { name: "Work it out" }).click();
  // Ten new customers a month make 780 payments in the year.
  await page.getByText("7,800.00 USD").waitFor();
  expect(await violationsIn(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 900 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.getByLabel("Your name").fill("Nia");
  await page.getByLabel("E-mail address").fill(EMAIL);
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByText("Thank you. The answer comes by mail").waitFor();
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function signIn(page: Page): Promise<void> {
  await page.goto(await linkMailedTo(origin, EMAIL, "/sign-in"));
  expect(await page.getByLabel("E-mail address").inputValue()).toBe(EMAIL);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await page.waitForURL("**/sign-in/sent");
  await page.goto(await linkMailedTo(origin, EMAIL, "/sign-in/confirm"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/portal");
}

test("a partner's first day: applied, accepted, a link with its code to print, the first earning, set up with Stripe", async () => {
  const programId = await openProgram();
  const page = await (await browser.newContext()).newPage();
  await applyFor(page);
  await accept(programId);
  await signIn(page);

  const steps = page.getByRole("region", { name: "First steps" });
  await steps.getByText("0 of 4 done.").waitFor();
  await page.getByRole("link", { name: "Get your link" }).click();
  await page.getByRole("textbox", { name: "Code" }).fill("nia-s-first");
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByText("Your link is ready.").waitFor();
  await page.getByRole("link", { name: /\/r\/nia-s-first$/ }).click();
  const sheet = page.getByRole("dialog", { name: "nia-s-first" });
  await sheet.getByRole("img", { name: /QR code of .*\/r\/nia-s-first$/ }).waitFor();
  await sheet.getByRole("button", { name: "Close" }).click();

  await sellThrough(origin, "nia-s-first");
  await page.goto(`${origin}/portal`);
  await page.getByRole("region", { name: "In holdback" }).getByText("20.00 USD").waitFor();
  await page.getByRole("region", { name: "Held back, until when" }).getByText("20.00 USD").waitFor();
  await steps.getByText("3 of 4 done.").waitFor();
  await page.goto(`${origin}/portal/customers`);
  await page.getByRole("table").getByText("20.00 USD").waitFor();

  await page.goto(`${origin}/portal/payouts`);
  await page.getByLabel("Where you live").selectOption("US");
  await page.getByRole("button", { name: "Set up payouts with Stripe" }).click();
  await page.getByRole("button", { name: "Give everything" }).click();
  await expect
    .poll(
      async () => {
        await page.goto(`${origin}/portal/payouts`);
        return page.getByText("It can pay you.").count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  await page.goto(`${origin}/portal`);
  await page.getByRole("region", { name: "In holdback" }).waitFor();
  expect(await steps.count()).toBe(0);
  await page.context().close();
});
