import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import { signInToDemo } from "../demo-people";
import { cornerOf } from "./corner";
import { measuresOf, STILL } from "./inspect";

const PART_BYTES = 8_000;
const PART_MS = 40;

const origin = inject("origin");
let browser: Browser;
let cookie: string;

/** Passes pages on as they come over a line of 1.6 Mbit/s, and everything else as it is. */
const line = createServer(async (request, response) => {
  const answer = await fetch(`${origin}${request.url}`, { headers: { cookie } });
  const type = answer.headers.get("content-type") ?? "";
  const body = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, { "content-type": type });
  for (let at = 0; type.startsWith("text/html") && at < body.length; at += PART_BYTES) {
    response.write(body.subarray(at, at + PART_BYTES));
    await sleep(PART_MS);
  }
  response.end(type.startsWith("text/html") ? undefined : body);
});

beforeAll(async () => {
  browser = await launchChromium();
  cookie = await signInToDemo(origin);
  await new Promise<void>((resolve) => line.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await browser.close();
  line.close();
});

test("a list that arrives row by row does not move under the eyes of who reads it", async () => {
  const { page } = await cornerOf(browser, { scheme: "light", width: 1280 }, null);
  await page.goto(`http://127.0.0.1:${(line.address() as AddressInfo).port}/payouts`);
  const { layoutShift } = await measuresOf(page);
  expect(layoutShift).toBeLessThan(STILL);
});
