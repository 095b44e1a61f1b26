import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import { inspect } from "./inspect";

const BAD_PAGE = `<!doctype html><title>bad</title><body>
<meta name="color-scheme" content="light dark"><style>@media (prefers-color-scheme: dark) { #night { color: #111; background: #000 } }</style>
<p id="night">hard to read at night</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p style="color:#ccc;background:#fff">faint</p>
<div style="width:2000px">wide</div><p id="below">below</p>
<script>console.error("loud"); setTimeout(() => document.body.prepend(Object.assign(document.createElement("div"), { style: "height:400px" })), 100)</script>`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test("an inspection sees what is wrong with a bad page, so its silence about ours means something", async () => {
  const url = `data:text/html,${encodeURIComponent(BAD_PAGE)}`;
  const found = await inspect(browser, url, { scheme: "light", width: 360 }, null);
  expect(found.complaints).toContain("loud");
  expect(found.violations.map((text) => text.split(":")[0])).toEqual(
    expect.arrayContaining(["image-alt", "color-contrast", "html-has-lang"]),
  );
  expect(found.violations).toContainEqual(expect.stringMatching(/^dark color-contrast: .*id="night"/));
  expect(found.overflowPixels).toBeGreaterThan(1_000);
  expect(found.layoutShift).toBeGreaterThan(0.02);
});
