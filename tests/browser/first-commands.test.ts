import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchChromium } from "../support/browser/chromium";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test("the commands of the first page, pasted into a shell, end in a commission of 20.00 USD", async () => {
  const page = await browser.newPage();
  await page.goto(inject("origin"));
  const commands = await page.locator("#first-commands").innerText();
  const env = { ...process.env, ADMIN_API_KEY: inject("adminKey") };
  const { stdout } = await promisify(execFile)("bash", ["-eu", "-c", commands], { env });
  const last = stdout.trim().split("\n").at(-1) ?? "";
  const { data } = JSON.parse(last) as { data: { amount: object; status: string }[] };
  expect(data).toMatchObject([
    { amount: { amount: "20.00", minor: 2000, currency: "USD" }, status: "pending" },
  ]);
});
