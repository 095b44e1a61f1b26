import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import { callAs } from "../../support/server/call";
import { signInToDemo } from "../demo-people";
import { cookieFor } from "../pages/corner";
import { violationsIn } from "../pages/inspect";

const origin = inject("origin");
const call = callAs(origin, inject("adminKey"));
let browser: Browser;
let page: Page;
let programId: string;

beforeAll(async () => {
  browser = await launchChromium();
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const program = { name: "Doors", slug: "doors", destinationUrl: "https://example.com/", terms: { rules } };
  programId = String((await call("POST", "/programs", program))["id"]);
  const partner = { name: "Dora", email: "dora@partners.test", programIds: [programId] };
  const { id: partnerId } = await call("POST", "/partners", partner);
  await call("POST", "/coupons", { partnerId, programId, code: "DORA25" });
  const context = await browser.newContext({ viewport: { width: 360, height: 900 } });
  await context.addCookies([cookieFor({ url: origin, cookie: await signInToDemo(origin) })]);
  page = await context.newPage();
  await page.goto(`${origin}/programs/${programId}`);
});
afterAll(() => browser.close());

const panel = (title: string) => page.locator("section").filter({ hasText: title });

test("what customers get for a code is set, refused in words, and taken away", async () => {
  const reward = panel("What customers get for a code");
  await reward.getByText("customers pay the full price").waitFor();
  await reward.getByLabel("How much").fill("150");
  await reward.getByRole("button", { name: "Set it" }).click();
  await reward.getByRole("alert").getByText("at most 100").waitFor();
  expect(await reward.getByLabel("How much").inputValue()).toBe("150");
  await reward.getByLabel("How much").fill("25");
  await reward.getByRole("combobox", { name: "Comes off" }).selectOption("months");
  await reward.getByRole("spinbutton", { name: "Months" }).fill("3");
  await reward.getByRole("button", { name: "Set it" }).click();
  await reward.getByText("25 % off, each payment for 3 months").waitFor();
  await reward.getByText("DORA25").waitFor();
  expect(await call("GET", `/programs/${programId}/reward`)).toMatchObject({
    reward: { kind: "percent", value: "25", currency: null, months: 3 },
  });
  await reward.getByRole("button", { name: "Take it away" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Take it away" }).click();
  await reward.getByText("customers pay the full price").waitFor();
});

test("pages must sign who a customer is where the program says so, with a secret that can be replaced", async () => {
  const identify = panel("Who may say whose a click is");
  await identify.getByLabel("Pages that sign the customer’s id").check();
  await identify.getByRole("button", { name: "Save" }).click();
  await identify.getByRole("button", { name: "Show the secret" }).click();
  await identify.getByText("Keep it on your server:").waitFor();
  const shown = await identify.locator("code").innerText();
  expect(await call("GET", `/programs/${programId}/identify-secret`)).toEqual({ secret: shown });
  await identify.getByRole("button", { name: "Replace it" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByRole("button", { name: "Replace it" }).click();
  await question.getByText("The new secret:").waitFor();
  const replaced = await question.locator("code").innerText();
  expect(replaced).not.toBe(shown);
  expect(await call("GET", `/programs/${programId}/identify-secret`)).toEqual({ secret: replaced });
  expect(await violationsIn(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
