import type { Browser, Page } from "playwright-core";
import { caller } from "@/server/api/trpc/router";
import { startSession } from "@/server/auth/session/start";
import { DAY_MS, now } from "@/server/platform/clock";
import { cookieFor } from "@/tests/browser/pages/corner";
import { launchChromium } from "@/tests/support/browser/chromium";
import { startBuiltServer } from "@/tests/support/server/built-server";
import { openOurs, openShop, type Shop } from "./ours/shop";
import { type Step, stepTo } from "./pages/step";
import { withCluster } from "./support/cluster";
import { line } from "./support/report";
import { median, quantile } from "./support/statistics";

// How long a person who is signed in waits between a click on a link and the next page, in a brand without data: a real browser,
// the built server, one page at a time.

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 5 : 40;
const P95_MS = 100;
const SESSION_HOURS = 1;
const MEMBER = "member@brand.example";
const PARTNER = "partner-0@partners.example";
const LATE_MS = 10_000;

const WALKS: readonly { name: string; email: string; pages: readonly string[] }[] = [
  { name: "console", email: MEMBER, pages: ["/partners", "/commissions", "/customers", "/events"] },
  { name: "portal", email: PARTNER, pages: ["/portal/links", "/portal/commissions", "/portal/customers"] },
];

console.log("From one page to the next, in a browser");
await withCluster(async ({ makeDatabase, folder }) => {
  const url = await makeDatabase("ours");
  const shop = await openShop(url, now() - DAY_MS, 1);
  const cookies = await signInAll(url, shop);
  const server = await startBuiltServer({ dataDir: `${folder}/server`, env: { DATABASE_URL: url } });
  const browser = await launchChromium();
  try {
    await server.ready();
    const origin = `http://localhost:${server.port}`;
    for (const { name, email, pages } of WALKS) {
      const page = await openAs(browser, origin, cookies.get(email) ?? "");
      report(name, await walk(page, origin, pages));
      await page.context().close();
    }
  } finally {
    await browser.close();
    await server.end();
  }
});

/** Cookie headers by address. */
async function signInAll(url: string, { brandId }: Shop): Promise<Map<string, string>> {
  const { services, close } = await openOurs(url);
  try {
    const { members } = caller({ services, actor: { kind: "admin", brandId } });
    await members.inviteMember({ email: MEMBER, name: "Member", role: "admin" });
    const cookies = new Map<string, string>();
    for (const email of [MEMBER, PARTNER]) {
      const [cookie = ""] = (await startSession(services, email, SESSION_HOURS)).split(";");
      cookies.set(email, cookie);
    }
    return cookies;
  } finally {
    await close();
  }
}

async function openAs(browser: Browser, origin: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies([cookieFor({ url: origin, cookie })]);
  return context.newPage();
}

/** Goes round these pages by the links of the navigation; the first round, in which scripts load, does not count. */
async function walk(page: Page, origin: string, pages: readonly string[]): Promise<Step[]> {
  const [first = "/"] = pages;
  await page.goto(`${origin}${first}`, { waitUntil: "networkidle" });
  const steps: Step[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const path of [...pages.slice(1), first]) {
      const step = await page.evaluate(stepTo, { path, lateMs: LATE_MS });
      if (round > 0) steps.push(step);
    }
  }
  return steps;
}

function report(name: string, steps: readonly Step[]): void {
  const shown = steps.map(({ shownMs }) => shownMs);
  const answered = steps.map(({ answeredMs }) => answeredMs);
  const p95 = quantile(shown, 0.95);
  const good = p95 <= P95_MS;
  const words = `p50 ${ms(median(shown))}, p95 ${ms(p95)}, of it the server's answer ${ms(median(answered))}`;
  line(`${name}, ${steps.length} clicks`, `${words}  yardstick p95 ${P95_MS} ms: ${good ? "PASS" : "short"}`);
  if (!good) process.exitCode = 1;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
