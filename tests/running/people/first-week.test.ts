import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BrandSite, openBrandSite } from "../../browser/brand-site";
import { linkMailedTo } from "../../browser/mailbox";
import { launchChromium } from "../../support/browser/chromium";
import { PERSON } from "../../support/browser/person";
import {
  type BuiltServer,
  removeDataDir,
  SERVER_ADMIN_KEY,
  startBuiltServer,
} from "../../support/server/built-server";

/** Three people go through some thirty pages. */
const WEEK_MS = 150_000;
const OWNER = "olive@brand.test";
const [ANN, BEN] = ["ann@partners.test", "ben@partners.test"];
let browser: Browser;
let server: BuiltServer;
let site: BrandSite;
let origin: string;

beforeAll(async () => {
  browser = await launchChromium();
  server = await startBuiltServer();
  await server.ready();
  origin = `http://localhost:${server.port}`;
  site = await openBrandSite(origin, "granted");
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await server.end();
  await removeDataDir(server.dataDir);
});

/** What the brand's own server sends. */
async function report(path: string, json: object): Promise<void> {
  const reply = await fetch(`${origin}/api/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${SERVER_ADMIN_KEY}`, "content-type": "application/json" },
    body: JSON.stringify(json),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
}

const newPerson = async (): Promise<Page> => (await browser.newContext({ userAgent: PERSON })).newPage();

test(
  "a brand's first week: two partners invited, one accepts, a sale, its review, a refund, a payout by hand",
  async () => {
    const owner = await newPerson();
    await install(owner);
    await reviewByHand(owner);
    await invite(owner, "Ann", ANN);
    await invite(owner, "Ben", BEN);

    const ann = await newPerson();
    await ann.goto(await linkMailedTo(origin, ANN, "/sign-in"));
    await signIn(ann, ANN);
    await ann.waitForURL("**/portal");
    await ann.getByRole("link", { name: "Links", exact: true }).first().click();
    await ann.getByRole("textbox", { name: "Code" }).fill("ann-s-link");
    await ann.getByRole("button", { name: "Make a link" }).click();
    await ann.getByText("Your link is ready.").waitFor();

    const visitor = await newPerson();
    await visitor.goto(`${origin}/r/ann-s-link`);
    const cref = new URL(visitor.url()).searchParams.get("cref") ?? "";
    await report("/attribution/identify", { cref, userId: "first_customer" });
    const sale = { userId: "first_customer", type: "invoice_paid", value: "49.00", currency: "USD" };
    await report("/attribution/events", { ...sale, externalId: "in_1" });
    await report("/attribution/events", { ...sale, externalId: "in_2", value: "100.00" });

    await approve(owner, "29.80 USD");
    await report("/attribution/events", {
      userId: "first_customer",
      type: "refund",
      value: "50.00",
      currency: "USD",
      refundOf: "in_2",
      externalId: "re_1",
    });
    await payByHand(owner);

    await ann.goto(`${origin}/portal/payouts`);
    const paid = ann.getByRole("row").filter({ hasText: "19.80" });
    await paid.getByText(/^Paid/).first().waitFor();
    expect(await ann.getByRole("row").filter({ hasText: /\d/ }).count()).toBe(1);
  },
  WEEK_MS,
);

async function install(page: Page): Promise<void> {
  const [address = ""] = server.output().match(/http:\S+\/install\?code=\w+/) ?? [];
  await page.goto(address);
  await page.getByLabel("Your name").fill("Olive");
  await page.getByLabel("Your mail address").fill(OWNER);
  await page.getByLabel("Name of the brand").fill("Brand");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByLabel("Where links lead").fill(`${site.origin}/`);
  await page.getByLabel("Holdback in days").fill("0");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Set up, and send me the link" }).click();
  await page.getByText("Set up. Now look into your mail").waitFor();
  await page.goto(await linkMailedTo(origin, OWNER, "/sign-in/confirm"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/install/done");
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByRole("button", { name: "Send me a link" }).click();
  await page.getByText("Look into your mail").waitFor();
  await page.goto(await linkMailedTo(origin, email, "/sign-in/confirm"));
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function reviewByHand(page: Page): Promise<void> {
  await page.goto(`${origin}/programs`);
  await page.getByRole("link", { name: "Partners" }).last().click();
  await page.getByLabel("When the holdback is over").selectOption("manual");
  await page.getByRole("button", { name: "Save", exact: true }).last().click();
  await page.getByText("Saved.").first().waitFor();
}

async function invite(page: Page, name: string, email: string): Promise<void> {
  await page.goto(`${origin}/partners`);
  await page.getByRole("button", { name: "Invite a partner" }).first().click();
  const question = page.getByRole("alertdialog");
  await question.getByLabel("Name").fill(name);
  await question.getByLabel("Address").fill(email);
  await question.getByRole("button", { name: "Invite a partner" }).click();
  await page.getByText(`${name} is a partner now.`).waitFor();
}

/** Approves all that waits for review. */
async function approve(page: Page, sums: string): Promise<void> {
  await page.goto(`${origin}/commissions?status=review`);
  await page.getByRole("checkbox", { name: "Select all rows of this page" }).check();
  await page.getByRole("button", { name: "Approve" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByText(sums).waitFor();
  await question.getByRole("button", { name: "Approve" }).click();
  await page.getByText("approved.").first().waitFor();
}

async function payByHand(page: Page): Promise<void> {
  await page.goto(`${origin}/payouts/run`);
  await page.getByRole("button", { name: "Plan these payouts" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByText("1 payout: 19.80 USD.").waitFor();
  await question.getByRole("button", { name: "Plan these payouts" }).click();
  await page.getByText("1 payout planned: 19.80 USD.").waitFor();
  await page.goto(`${origin}/payouts`);
  await page.getByRole("row").nth(1).getByRole("link", { name: "Ann", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Mark as paid" }).click();
  await question.getByLabel("Reference").fill("Transfer 1");
  await question.getByRole("button", { name: "Mark as paid" }).click();
  await page.getByText("Marked as paid.").waitFor();
}
