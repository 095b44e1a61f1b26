import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchChromium } from "../support/browser/chromium";
import { signInToDemo } from "./demo-people";
import { CORNERS } from "./pages/corner";
import { inspect, SCRIPT_LIMIT_BYTES, STILL } from "./pages/inspect";

const PICTURES = ".artifacts";
const DEMO_PROGRAM = "tidewater-demo";

const origin = inject("origin");
let browser: Browser;
let cookie: string;

beforeAll(async () => {
  browser = await launchChromium();
  cookie = await signInToDemo(origin);
});
afterAll(() => browser.close());

/** The id of the demonstration's program. */
async function program(): Promise<string> {
  const reply = await fetch(`${origin}/api/v1/programs`, {
    headers: { authorization: `Bearer ${inject("adminKey")}` },
  });
  const { data } = (await reply.json()) as { data: { id: string; slug: string }[] };
  const found = data.find(({ slug }) => slug === DEMO_PROGRAM);
  if (!found) throw new Error("the demonstration has no program");
  return found.id;
}

describe.each([
  ["programs", "/programs"],
  ["a new program", "/programs/new"],
  ["a program's terms", "/programs/:program"],
  ["payouts", "/payouts"],
  ["payouts, of which none matches", "/payouts?status=held"],
  ["what is due", "/payouts/run"],
  ["payout files", "/payouts/files"],
  ["reconciliation", "/payouts/reconciliation"],
  ["the install guide", "/developers?framework=next"],
  ["API keys", "/developers/keys"],
  ["webhooks", "/developers/webhooks"],
  ["Stripe", "/developers/stripe"],
  ["what Stripe told", "/developers/stripe/events"],
  ["jobs", "/developers/jobs"],
  ["the brand's settings", "/settings"],
  ["members", "/settings/members"],
  ["mail", "/settings/mail"],
  ["domains", "/settings/domains"],
  ["pictures", "/settings/pictures"],
  ["danger zone", "/settings/danger"],
  ["one’s own mail", "/profile"],
])("%s", (_name, path) => {
  test.each(CORNERS)("is accessible, quiet, steady, light and fits in $scheme at $width px", async (look) => {
    const url = `${origin}${path.replace(":program", await program())}`;
    const found = await inspect(browser, { url, cookie }, look, PICTURES);
    expect(found).toMatchObject({ status: 200, violations: [], complaints: [], overflowPixels: 0 });
    expect(found.layoutShift).toBeLessThan(STILL);
    expect(found.scriptBytes).toBeLessThan(SCRIPT_LIMIT_BYTES);
  });
});

test("terms for a day that is over show what they change, and are applied with progress that stays through leaving the page", async () => {
  const context = await browser.newContext();
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: origin }]);
  const page = await context.newPage();
  await page.goto(`${origin}/programs/${await program()}`, { waitUntil: "networkidle" });
  await page.getByLabel("How much, 2").fill("125");
  await page.getByText('Line 2: "125" is no percentage').first().waitFor();
  await page.getByLabel("How much, 2").fill("22.5");
  await page.getByText("pays 11.03 USD").waitFor();
  await page.getByLabel("Counts for events").selectOption("day");
  await page.getByLabel("The first day it counts for").fill("2026-01-01");
  await page.getByRole("button", { name: "See what this changes" }).click();
  await page.getByRole("region", { name: "What this changes" }).waitFor();
  await page.getByRole("button", { name: "Apply it to the past" }).click();
  await page.getByText("The new version is in force").waitFor();
  await page.goto(`${origin}/programs`);
  await page.goto(`${origin}/programs/${await program()}`);
  await page.getByText("The ledger was worked out again").waitFor();
  await context.close();
});
