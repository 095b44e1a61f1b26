import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchChromium } from "../support/chromium";
import { CORNERS } from "./corner";
import { inspect } from "./inspect";

const PICTURES = ".artifacts";
const SCRIPT_LIMIT_BYTES = 200_000;
/** Below what anybody can see. */
const STILL = 0.01;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe.each([
  ["the first page", "/", 200],
  ["the trace of a commission", "/demo", 200],
  ["the demonstration without the commission asked for", "/demo?commission=none", 200],
  ["the reference of the API", "/docs/api", 200],
  ["an address where nothing is", "/nothing/here", 404],
])("%s", (_name, path, status) => {
  test.each(CORNERS)("is accessible, quiet, steady and fits in $scheme at $width px", async (look) => {
    const found = await inspect(browser, `${inject("origin")}${path}`, look, PICTURES);
    expect(found).toMatchObject({ status, violations: [], overflowPixels: 0 });
    // A browser itself reports a page that answers 404.
    expect(found.complaints.filter((text) => !(status === 404 && text.includes("404")))).toEqual([]);
    expect(found.layoutShift).toBeLessThan(STILL);
    expect(found.scriptBytes).toBeLessThan(SCRIPT_LIMIT_BYTES);
  });
});
