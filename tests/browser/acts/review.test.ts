import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import { signInToDemo } from "../demo-people";
import { cookieFor } from "../pages/inspect";

const origin = inject("origin");
const MOST_TABS = 60;

let browser: Browser;
let context: BrowserContext;
let page: Page;
let programId: string;

async function call(path: string, json: object): Promise<Record<string, string>> {
  const reply = await fetch(`${origin}/api/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${inject("adminKey")}`, "content-type": "application/json" },
    body: JSON.stringify(json),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as Record<string, string>;
}

/** Two sales whose commissions wait for a person, in a program of their own. */
beforeAll(async () => {
  browser = await launchChromium();
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const program = await call("/programs", {
    name: "Reviewed",
    slug: "reviewed",
    destinationUrl: "https://example.com/",
    commissionApproval: "manual",
    terms: { rules, holdbackDays: 0 },
  });
  programId = program["id"] ?? "";
  const email = "robin@partners.test";
  const partner = await call("/partners", { name: "Robin", email, programIds: [programId] });
  const link = await call("/links", { partnerId: partner["id"], programId });
  for (const userId of ["reviewed_1", "reviewed_2"]) {
    const click = await call("/clicks", { code: link["code"] });
    await call("/attribution/identify", { cref: click["id"], userId });
    await call("/attribution/events", {
      userId,
      type: "invoice_paid",
      value: "100.00",
      currency: "USD",
      externalId: userId,
    });
  }
});
afterAll(() => browser.close());

beforeEach(async () => {
  context = await browser.newContext();
  await context.addCookies([cookieFor({ url: origin, cookie: await signInToDemo(origin) })]);
  page = await context.newPage();
});
afterEach(() => context.close());

/** Goes there by the keyboard alone, as somebody without a mouse would. */
async function tabTo(place: Locator): Promise<void> {
  await place.waitFor();
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await place.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${place} cannot be reached with ${MOST_TABS} tabs`);
}

async function press(place: Locator, key = "Enter"): Promise<void> {
  await tabTo(place);
  await page.keyboard.press(key);
}

const question = () => page.getByRole("alertdialog");
const told = (words: string) => page.getByRole("status").getByText(words).waitFor();

describe("the review of commissions, with the keyboard alone", () => {
  test("opens a sheet, walks it, and approves; selects a row and reverses it, each after one question with figures", async () => {
    await page.goto(`${origin}/commissions?status=review&programId=${programId}`);
    await press(page.getByRole("row").nth(1).getByRole("link", { name: "Robin", exact: true }));
    await page.getByRole("dialog").waitFor();
    const first = page.url();
    await page.keyboard.press("ArrowDown");
    await page.waitForURL((url) => url.href !== first);
    await press(page.getByRole("dialog").getByRole("button", { name: "Approve" }));
    await question().getByText("1 entry of 1 partner becomes payable: 20.00 USD.").waitFor();
    await press(question().getByRole("button", { name: "Approve" }));
    await told("1 entry approved.");

    await page.goto(`${origin}/commissions?status=review&programId=${programId}`);
    await press(page.getByRole("checkbox", { name: "Robin, 20.00 USD" }), "Space");
    await page.getByText("1 selected").waitFor();
    await press(page.getByRole("button", { name: "Reverse" }));
    await question().getByText("20.00 USD less is owed.").waitFor();
    await tabTo(question().getByLabel("Why"));
    await page.keyboard.type("A test order");
    await page.keyboard.press("Enter");
    await told("1 entry reversed.");
    await page.getByText("Nothing matches").waitFor();
  });
});

describe("inviting a partner", () => {
  test("says what is wrong and keeps what was typed, then makes the partner", async () => {
    await page.goto(`${origin}/partners`);
    await press(page.getByRole("button", { name: "Invite a partner" }).first());
    await tabTo(question().getByLabel("Name"));
    await page.keyboard.type("Robin’s sister");
    await tabTo(question().getByLabel("Address"));
    await page.keyboard.type("robin@partners.test");
    await page.keyboard.press("Enter");
    await question().getByRole("alert").getByText("robin@partners.test").waitFor();
    expect(await question().getByLabel("Name").inputValue()).toBe("Robin’s sister");
    await question().getByLabel("Address").fill("robine@partners.test");
    await page.keyboard.press("Enter");
    await told("Robin’s sister is a partner now.");
  });
});
