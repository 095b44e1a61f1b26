import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const HEIGHT = 900;

export type Look = { scheme: "light" | "dark"; width: number };

/** Each theme on a phone and on a desk. */
export const LOOKS: Look[] = (["light", "dark"] as const).flatMap((scheme) =>
  [360, 1280].map((width) => ({ scheme, width })),
);

/** What a page must have none of, and what it cost. */
export type Findings = {
  status: number | undefined;
  complaints: string[];
  violations: string[];
  overflowPixels: number;
  /** How much the page moved while it loaded; 0 is not at all. */
  layoutShift: number;
  scriptBytes: number;
};

/** A page, and the cookie of who visits it; a new visitor has none. */
export type Visit = string | { url: string; cookie: string };

/** Opens a page, looks at it, and keeps a picture of it in the folder, if one is given. */
export async function inspect(
  browser: Browser,
  visit: Visit,
  look: Look,
  pictures: string | null,
): Promise<Findings> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: HEIGHT },
    colorScheme: look.scheme,
  });
  const url = typeof visit === "string" ? visit : visit.url;
  try {
    if (typeof visit !== "string") await context.addCookies([cookieFor(visit)]);
    // A page that hears of what other tests do would move under our eyes.
    await context.route("**/api/live*", (route) => route.fulfill({ status: 204 }));
    const page = await context.newPage();
    const complaints: string[] = [];
    let scriptBytes = 0;
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("requestfinished", async (request) => {
      if (request.resourceType() === "script") scriptBytes += (await request.sizes()).responseBodySize;
    });
    const response = await page.goto(url, { waitUntil: "networkidle" });
    const findings = {
      status: response?.status(),
      complaints,
      violations: await violationsIn(page),
      overflowPixels: await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ),
      layoutShift: await layoutShiftOf(page),
      scriptBytes,
    };
    if (pictures !== null) {
      await mkdir(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}/${fileName(url, look)}`, fullPage: true });
    }
    return findings;
  } finally {
    await context.close();
  }
}

/** A Cookie header's one pair as the browser keeps it. */
export function cookieFor({ url, cookie }: { url: string; cookie: string }) {
  const [name = "", value = ""] = cookie.split("=");
  return { name, value, url };
}

/** What a page has that the guidelines for accessibility forbid. */
export async function violationsIn(page: Page): Promise<string[]> {
  // The browser's own tools bring the check into the page, whose policy stays in force and forbids it to everybody else.
  const tools = await page.context().newCDPSession(page);
  await tools.send("Runtime.evaluate", { expression: AXE });
  return page.evaluate(async (tags) => {
    // The injected script made this global.
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { runOnly: tags });
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
  }, WCAG);
}

function layoutShiftOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const add = (entries: PerformanceEntryList): void => {
          // TypeScript's library does not know this kind of entry.
          for (const entry of entries as (PerformanceEntry & { value: number })[]) sum += entry.value;
        };
        const observer = new PerformanceObserver((list) => add(list.getEntries()));
        observer.observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            add(observer.takeRecords());
            resolve(sum);
          }),
        );
      }),
  );
}

function fileName(url: string, { scheme, width }: Look): string {
  const { pathname, search } = new URL(url);
  const name = `${pathname}${search}`.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "home";
  return `${name}-${scheme}-${width}.png`;
}
