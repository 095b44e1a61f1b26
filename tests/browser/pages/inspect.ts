import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunOptions } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { cornerOf, type Look } from "./corner";

export { cookieFor } from "./corner";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** What of it a theme decides. */
const COLOURS = ["color-contrast"];
/** The reference of the API alone has more, and its colours are dear to check: it is seen in two corners. */
const MOST_ELEMENTS = 10_000;
/** A picture is to be looked at; taking one of a list of a thousand rows takes longer than all else. */
const PICTURE_HEIGHT = 3_000;
const PICTURE_QUALITY = 60;

/** What a page must have none of, and what it cost. */
export type Findings = {
  status: number | undefined;
  complaints: string[];
  violations: string[];
  overflowPixels: number;
  /** How much the page moved while it loaded and was looked at; 0 is not at all. */
  layoutShift: number;
  /** What its scripts come to as they are sent, whether or not the browser had them already. */
  scriptBytes: number;
};

/** What a page's scripts may come to. */
export const SCRIPT_LIMIT_BYTES = 200_000;
/** How much of a page's shift is below what anybody can see. */
export const STILL = 0.01;

/** A page, and the cookie of who visits it; a new visitor has none. */
export type Visit = string | { url: string; cookie: string };

/**
 * Opens a page, looks at it, and keeps a picture of it in the folder, if one is given. A theme changes colours and nothing else, so
 * those of the other one are looked at on the same page: in one width each they are seen in all four corners.
 */
export async function inspect(
  browser: Browser,
  visit: Visit,
  look: Look,
  pictures: string | null,
): Promise<Findings> {
  const url = typeof visit === "string" ? visit : visit.url;
  const { page, complaints } = await cornerOf(browser, look, typeof visit === "string" ? null : visit);
  complaints.length = 0;
  const response = await page.goto(url);
  await settled(page);
  const violations = [...(await violationsIn(page)), ...(await violationsInOtherTheme(page, look))];
  // Before the picture, for which the page is made as high as what is on it.
  const measures = await measuresOf(page);
  if (pictures !== null) {
    await mkdir(pictures, { recursive: true });
    await takePicture(page, `${pictures}/${fileName(url, look)}`);
  }
  return { status: response?.status(), complaints: [...complaints], violations, ...measures };
}

/**
 * Resolves when the page's scripts have taken it over: React marks what it has, the body and whatever a hand can touch, and
 * what it finds to be other than the server said, it has said by then.
 */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    if (!document.querySelector("script[src*='/_next/']")) return true;
    const touched = document.querySelectorAll("body, button, input:not([type=hidden]), select, textarea");
    return [...touched].every((one) => Object.keys(one).some((key) => key.startsWith("__reactFiber$")));
  });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve)));
  });
}

async function takePicture(page: Page, path: string): Promise<void> {
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }));
  const clip = { x: 0, y: 0, width, height: Math.min(height, PICTURE_HEIGHT) };
  await page.screenshot({ path, fullPage: true, clip, type: "jpeg", quality: PICTURE_QUALITY });
}

/** What of the page's colours cannot be read in the theme that it is not shown in. */
async function violationsInOtherTheme(page: Page, { scheme }: Look): Promise<string[]> {
  if ((await page.locator("*").count()) > MOST_ELEMENTS) return [];
  const other = scheme === "light" ? "dark" : "light";
  await page.evaluate(changeAtOnce);
  await page.emulateMedia({ colorScheme: other });
  const found = await check(page, COLOURS);
  await page.emulateMedia({ colorScheme: scheme });
  return found.map((violation) => `${other} ${violation}`);
}

/** Colours that change with the theme fade into each other; halfway nobody can read them, nor has to. */
function changeAtOnce(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, *::before, *::after { transition: none !important }");
  document.adoptedStyleSheets.push(sheet);
}

/** What a page has that the guidelines for accessibility forbid. */
export async function violationsIn(page: Page): Promise<string[]> {
  // The browser's own tools bring the check into the page, whose policy stays in force and forbids it to everybody else.
  const tools = await page.context().newCDPSession(page);
  await tools.send("Runtime.evaluate", { expression: AXE });
  await tools.detach();
  await titled(page);
  return check(page, WCAG);
}

const TITLE_LIMIT_MS = 5_000;
const POLL_MS = 20;

/** A title may come after what its page shows. That of a page without one is missed by the check. */
async function titled(page: Page): Promise<void> {
  const giveUp = Date.now() + TITLE_LIMIT_MS;
  while ((await page.title()) === "" && Date.now() < giveUp) await sleep(POLL_MS);
}

/** What breaks these rules, or rules of these kinds. */
function check(page: Page, runOnly: string[]): Promise<string[]> {
  return page.evaluate(async (only) => {
    // The injected script made this global.
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const options: RunOptions = {
      runOnly: only,
      // What is in order is not described, nor is a way written to each element: both take longer than looking at it.
      resultTypes: ["violations"],
      selectors: false,
      // Sounds and style sheets would be loaded for rules that have nothing to find here.
      preload: false,
    };
    const { violations } = await axe.run(document, options);
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
  }, runOnly);
}

export function measuresOf(
  page: Page,
): Promise<Pick<Findings, "overflowPixels" | "layoutShift" | "scriptBytes">> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const loaded = performance.getEntriesByType("resource") as PerformanceResourceTiming[]; // by its name
    const scripts = loaded.filter(({ name }) => new URL(name).pathname.endsWith(".js"));
    const observer = new PerformanceObserver(() => undefined);
    observer.observe({ type: "layout-shift", buffered: true });
    // TypeScript's library does not know this kind of entry.
    const shifts = observer.takeRecords() as (PerformanceEntry & { value: number })[];
    observer.disconnect();
    return {
      overflowPixels: scrollWidth - clientWidth,
      layoutShift: shifts.reduce((sum, { value }) => sum + value, 0),
      scriptBytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    };
  });
}

function fileName(url: string, { scheme, width }: Look): string {
  const { pathname, search } = new URL(url);
  const name = `${pathname}${search}`.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "home";
  return `${name}-${scheme}-${width}.jpg`;
}
