import type { Browser, Page } from "playwright-core";

const HEIGHT = 900;

export type Look = { scheme: "light" | "dark"; width: number };

/** Each theme and each width once, a phone's and a desk's: the colours of the other theme are looked at as well. */
export const CORNERS: Look[] = [
  { scheme: "dark", width: 360 },
  { scheme: "light", width: 1280 },
];

/** A page of a browser that visits one address after another, as one person in one theme and width. */
export type Corner = {
  readonly page: Page;
  /** What pages complained of since the last visit began. */
  readonly complaints: string[];
};

const corners = new WeakMap<Browser, Map<string, Promise<Corner>>>();

/**
 * The page on which this browser looks at things so, signed in with this cookie. It is kept: a new one for each visit would load
 * every script and style again, which costs more than looking at them.
 */
export function cornerOf(
  browser: Browser,
  look: Look,
  cookie: { url: string; cookie: string } | null,
): Promise<Corner> {
  const known = corners.get(browser) ?? new Map<string, Promise<Corner>>();
  corners.set(browser, known);
  const name = `${look.scheme} ${look.width} ${cookie?.cookie ?? ""}`;
  const corner = known.get(name) ?? openCorner(browser, look, cookie);
  known.set(name, corner);
  return corner;
}

async function openCorner(
  browser: Browser,
  look: Look,
  cookie: { url: string; cookie: string } | null,
): Promise<Corner> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: HEIGHT },
    colorScheme: look.scheme,
    // Colours that are on their way are neither theme's.
    reducedMotion: "reduce",
  });
  if (cookie) await context.addCookies([cookieFor(cookie)]);
  // A page that hears of what other tests do would move under our eyes.
  await context.addInitScript(() => {
    globalThis.EventSource = class extends EventTarget {
      close(): void {}
    } as unknown as typeof EventSource; // as much of one as our pages use
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return { page, complaints };
}

/** A Cookie header's one pair as the browser keeps it. */
export function cookieFor({ url, cookie }: { url: string; cookie: string }) {
  const [name = "", value = ""] = cookie.split("=");
  return { name, value, url };
}
