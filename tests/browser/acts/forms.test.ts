import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import { signInToDemo } from "../demo-people";
import { cookieFor } from "../pages/corner";

const origin = inject("origin");
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test("a form keeps what was refused, is empty when it has made something, and makes it once however often it is pressed", async () => {
  const context = await browser.newContext();
  await context.addCookies([cookieFor({ url: origin, cookie: await signInToDemo(origin) })]);
  const page = await context.newPage();
  await page.goto(`${origin}/developers/webhooks`, { waitUntil: "networkidle" });
  const address = page.getByLabel("Address", { exact: false }).first();
  await address.fill("http://127.0.0.1/inside");
  await page.getByRole("button", { name: "Add a webhook" }).click();
  await page.getByText(/^127\.0\.0\.1 is not a public address/).waitFor();
  expect(await address.inputValue()).toBe("http://127.0.0.1/inside");

  await page.goto(`${origin}/developers/keys`, { waitUntil: "networkidle" });
  const name = page.getByLabel("Name").first();
  await name.fill("Pressed twice");
  await page.getByRole("button", { name: "Make a key" }).dblclick();
  await page.getByText("The key is made.").waitFor();
  expect(await name.inputValue()).toBe("");
  await page.reload();
  expect(await page.getByRole("row").filter({ hasText: "Pressed twice" }).count()).toBe(1);
  await context.close();
});

test("a webhook's address, note and messages are changed where it is shown, and an inside address is refused there, too", async () => {
  const context = await browser.newContext();
  await context.addCookies([cookieFor({ url: origin, cookie: await signInToDemo(origin) })]);
  const page = await context.newPage();
  await page.goto(`${origin}/developers/webhooks`, { waitUntil: "networkidle" });
  const address = page.getByLabel("Address", { exact: false }).first();
  await address.fill("https://hooks.example.com/typed-wrong");
  await page.getByRole("button", { name: "Add a webhook" }).click();
  await page.getByText("The webhook is added.").waitFor();
  await page.getByRole("link", { name: "https://hooks.example.com/typed-wrong" }).click();
  const change = page.getByRole("region", { name: "Change it" });
  const url = change.getByLabel("Address", { exact: false });

  await url.fill("http://169.254.169.254/latest");
  await change.getByRole("button", { name: "Save" }).click();
  await change.getByText(/^169\.254\.169\.254 is not a public address/).waitFor();
  expect(await url.inputValue()).toBe("http://169.254.169.254/latest");

  await url.fill("https://hooks.example.com/typed-right");
  await change.getByLabel("Note").fill("Bookkeeping");
  await change.getByText("Which messages").click();
  await change.getByRole("checkbox", { name: "payout.paid" }).check();
  await change.getByRole("button", { name: "Save" }).click();
  await change.getByText("Saved. What waits goes to the address as it is now.").waitFor();
  await page.goto(`${origin}/developers/webhooks`);
  const row = page.getByRole("row").filter({ hasText: "https://hooks.example.com/typed-right" });
  expect(await row.textContent()).toMatch(/Bookkeeping.*payout\.paid/);
  await context.close();
});
