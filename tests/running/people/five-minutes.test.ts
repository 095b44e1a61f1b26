import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { measuresOf, SCRIPT_LIMIT_BYTES, violationsIn } from "../../browser/pages/inspect";
import { launchChromium } from "../../support/browser/chromium";
import { makeLink } from "../link";
import { sellThrough } from "../sale";
import { servers } from "../servers";

const { start } = servers();
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** What the server prints when it starts: the only place that has the code. */
const INSTALL = /http:\/\/localhost:\d+\/install\?code=\w+/;

async function answer(page: Page, answers: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(answers)) await page.getByLabel(label).fill(value);
  await page.getByRole("button", { name: "Next" }).click();
}

/** Opens the newest mail of the local mailbox and follows what it asks to do, as its reader would. */
async function followMail(page: Page, subject: string, action: string): Promise<Page> {
  const mail = page.getByRole("link", { name: subject });
  await expect
    .poll(async () => {
      await page.reload();
      return mail.count();
    })
    .toBeGreaterThan(0);
  await mail.first().click();
  const opened = page.context().waitForEvent("page");
  await page.frameLocator("iframe").getByRole("link", { name: action }).click();
  return opened;
}

/** Keeps the scripts of the pages to come from arriving, as a slow line does, until the function it resolves to is called. */
async function holdScripts(page: Page): Promise<() => void> {
  let wake = (): void => undefined;
  const awake = new Promise<void>((resolve) => {
    wake = resolve;
  });
  await page.route("**/*.js", async (route) => {
    await awake;
    await route.continue();
  });
  return () => wake();
}

/** The page has no fault of accessibility, and no more width than a phone. */
async function fits(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 900 });
  expect(await violationsIn(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  if (before) await page.setViewportSize(before);
}

it("leads from an empty data directory to the first commission seen, with no account anywhere", async () => {
  const server = await start();
  await server.ready();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(INSTALL.exec(server.output())?.[0] ?? "");
  await page.getByLabel("Your name").waitFor();
  expect((await measuresOf(page)).scriptBytes).toBeLessThan(SCRIPT_LIMIT_BYTES);
  await fits(page);
  const at = (step: string) => page.getByRole("heading", { name: step }).waitFor();
  // What a browser takes for an address is told to be none on the step that asks for it.
  await answer(page, { "Your name": "Ada Byron", "Your mail address": "ada@acme", "Name of the brand": "A" });
  await page.getByRole("alert").filter({ hasText: "Your mail address is mistyped." }).waitFor();
  await at("Step 1 of 3: You");
  await answer(page, {
    "Your mail address": "ada@acme.example",
    "Name of the brand": "Acme",
  });
  await at("Step 2 of 3: Your program");
  // The browser's way back is the form's: nothing that was typed is lost.
  await page.goBack();
  await at("Step 1 of 3: You");
  expect(await page.getByLabel("Name of the brand").inputValue()).toBe("Acme");
  await page.getByRole("button", { name: "Next" }).click();
  await at("Step 2 of 3: Your program");
  await answer(page, { "Where links lead": "ftp://acme.example/" });
  await page.getByRole("alert").filter({ hasText: "http" }).waitFor();
  await at("Step 2 of 3: Your program");
  await answer(page, { "Where links lead": "https://acme.example/" });
  await page.getByRole("button", { name: "Set up, and send me the link" }).click();
  await page.getByRole("link", { name: "Open the mailbox on this machine" }).click();
  const signIn = await followMail(page, "Sign in to Acme", "Sign in");
  const wake = await holdScripts(signIn);
  await signIn.getByRole("button", { name: "Sign in" }).click({ noWaitAfter: true });

  // Pressed before the page's scripts have come: it counts all the same.
  await signIn.getByRole("button", { name: "Send a test sale" }).click({ noWaitAfter: true });
  wake();
  await signIn.getByText("A quarter of the sale was paid back").waitFor();
  await signIn.getByRole("listitem").filter({ hasText: "A sale" }).getByText("20.00 USD").first().waitFor();
  await fits(signIn);
  await signIn.getByRole("link", { name: "Go to the overview" }).click();
  await signIn.waitForURL("**/overview");
  await signIn.goto(`http://localhost:${server.port}/commissions`);
  await signIn.getByText("No commission yet").waitFor();

  const code = await makeLink(server.origin);
  await sellThrough(server.origin, code);
  await signIn.reload();
  await signIn.getByRole("table").getByText("20.00 USD").first().waitFor();

  await page.goto(INSTALL.exec(server.output())?.[0] ?? "");
  await page.getByText("OpenPartner is set up here already").waitFor();
  await context.close();
});
