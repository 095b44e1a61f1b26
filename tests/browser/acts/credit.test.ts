import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import { callAs } from "../../support/server/call";
import { signInToDemo } from "../demo-people";
import { cookieFor } from "../pages/inspect";
import { addCredit } from "../pages/rarities";

const origin = inject("origin");
const call = callAs(origin, inject("adminKey"));

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  const context = await browser.newContext();
  await context.addCookies([cookieFor({ url: origin, cookie: await signInToDemo(origin) })]);
  page = await context.newPage();
});
afterAll(() => browser.close());

test("a sale that nobody's click brought is credited to a partner who is found by name, and taken back", async () => {
  const { programId } = await addCredit(call, "Fairground");
  await call("POST", "/partners", {
    name: "Nadia Fair",
    email: "nadia@partners.test",
    programIds: [programId],
  });
  const sale = { type: "invoice_paid", value: "100.00", currency: "USD" };
  const made = { ...sale, userId: "credited-in-a-browser", externalId: "credited-in-a-browser" };
  const { eventId } = await call("POST", "/attribution/events", made);

  await page.goto(`${origin}/events/${eventId}`);
  await page.getByRole("heading", { name: "Not credited" }).waitFor();
  await page.getByRole("link", { name: "Credit by hand" }).click();
  await page.getByText("Invoice paid of 100.00 USD: all of it is credited").waitFor();
  await page.getByLabel("Name or address").fill("nadia");
  await page.getByRole("button", { name: "Find" }).click();
  await page.waitForURL(/q=nadia/);
  await page.getByRole("link", { name: "Nadia Fair" }).click();
  await page.getByText("Nadia Fair: 0.00 USD becomes 20.00 USD.").waitFor();
  await page.getByLabel("Why").fill("They met at a fair");
  await page.getByRole("button", { name: "Credit Nadia Fair" }).click();

  await page.waitForURL(`${origin}/events/${eventId}`);
  await page.getByRole("heading", { name: "Credited to Nadia Fair" }).waitFor();
  await page.getByText("They met at a fair").waitFor();

  await page.getByRole("button", { name: "Take it back" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByText("Nadia Fair: 20.00 USD becomes 0.00 USD.").waitFor();
  await question.getByRole("button", { name: "Take it back" }).click();
  await page.getByRole("heading", { name: "Not credited" }).waitFor();
  expect(await page.getByText("They met at a fair").count()).toBe(0);
});
