import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { signInByMail } from "../../running/people/sign-in";
import { launchChromium } from "../../support/browser/chromium";
import { callAs } from "../../support/server/call";
import { signInToDemo } from "../demo-people";
import { cookieFor, violationsIn } from "../pages/inspect";
import { addCredit, addGift, addPaidClick } from "../pages/rarities";

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

test("a partner is given an amount on their page, which is seen in the ledger with its reason and reversed there", async () => {
  const { partnerId } = await addCredit(call, "Given a bonus");
  await page.goto(`${origin}/partners/${partnerId}`);
  await page.getByRole("button", { name: "Give an amount" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByLabel("Amount").fill("1.005");
  await question.getByLabel("Why").fill("Most sales of the month");
  await question.getByRole("button", { name: "Give an amount" }).click();
  await question.getByText("this currency has 2 decimals").waitFor();
  expect(await question.getByLabel("Why").inputValue()).toBe("Most sales of the month");
  await question.getByLabel("Amount").fill("25.50");
  await question.getByRole("button", { name: "Give an amount" }).click();
  await page.getByText("25.50 USD posted.").waitFor();
  await page.getByText("Was given 25.50 USD").waitFor();

  await page.getByRole("link", { name: "See every entry" }).click();
  await page.waitForURL(/commissions/);
  await page.locator("table[data-table] tbody a").first().click();
  await page.getByRole("link", { name: "See how it came about" }).click();
  // The sheet before it has the same words and the same button.
  await page.waitForURL(/\/commissions\/\w{26}$/);
  await page.getByRole("heading", { name: "25.50 USD", exact: true }).waitFor();
  await page.getByText("Most sales of the month").first().waitFor();
  await page.getByRole("button", { name: "Reverse" }).click();
  await page.getByRole("alertdialog").getByLabel("Why").fill("Meant for another");
  await page.getByRole("alertdialog").getByRole("button", { name: "Reverse" }).click();
  await page.getByText("(reversed: Meant for another)").first().waitFor();
  expect(await page.getByRole("button", { name: "Undo the reversal" }).count()).toBe(0);
});

test("a partner reads in the portal what a day of clicks earned, and why the brand gave an amount", async () => {
  const paid = await addPaidClick(call, "Reads the portal");
  await addGift(call, paid);
  const context = await browser.newContext();
  const own = await context.newPage();
  // By this name the server knows itself, and people sign in.
  const named = `http://localhost:${new URL(origin).port}`;
  await signInByMail(own, named, "reads-the-portal@partners.test");
  for (const [entry, words] of [
    [/^Clicks of \d/, /^1 click of \d+ \w+ \d{4}, 0.15 USD each\.$/],
    ["Bonus", "The brand’s reason: Most sales of the month"],
  ] as const) {
    await own.goto(`${named}/portal/commissions`);
    await own.getByRole("link", { name: entry }).click();
    await own.getByText(words).waitFor();
    expect(await violationsIn(own)).toEqual([]);
  }
  await own.goto(`${named}/portal/payouts`);
  await own.locator("main a[href^='/portal/statements/']").first().click();
  await own.getByText("Bonus · Reads the portal").waitFor();
  await context.close();
});
