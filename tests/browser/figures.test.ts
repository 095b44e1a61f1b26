import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchChromium } from "../support/browser/chromium";
import { callAs } from "../support/server/call";
import { signInToDemo } from "./demo-people";
import { cookieFor } from "./pages/corner";

const origin = inject("origin");
let browser: Browser;
let partner: Promise<string>;
beforeAll(async () => {
  browser = await launchChromium();
  partner = rich();
});
afterAll(() => browser.close());

/** A partner with a sale of much money in a currency that is not the brand's. */
async function rich(): Promise<string> {
  const call = callAs(origin, inject("adminKey"));
  const made = async (path: string, body: object) => ((await call("POST", path, body)) as { id: string }).id;
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const programId = await made("/programs", {
    name: "Of much money",
    slug: "of-much-money",
    destinationUrl: "https://example.com/",
    terms: { rules },
  });
  const partnerId = await made("/partners", {
    name: "Rich",
    email: "rich@partners.test",
    programIds: [programId],
  });
  await call("POST", "/links", { partnerId, programId, code: "of-much-money" });
  const cref = await made("/clicks", { code: "of-much-money" });
  await call("POST", "/attribution/identify", { cref, userId: "a_bank" });
  const sale = { type: "invoice_paid", value: "987654321.99", currency: "SEK", externalId: "much" };
  await call("POST", "/attribution/events", { userId: "a_bank", ...sale });
  return partnerId;
}

test.each([360, 1280])(
  "a large sum is shown whole and leads to what it is made of at %i px",
  async (width) => {
    const partnerId = await partner;
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    await context.addCookies([cookieFor({ url: origin, cookie: await signInToDemo(origin) })]);
    const page = await context.newPage();
    await page.goto(`${origin}/partners/${partnerId}`);
    const cut = await page.locator("dl dd .figure").evaluateAll((all) =>
      all.flatMap((one) => {
        const cell = one.closest("div")?.getBoundingClientRect();
        return cell && one.getBoundingClientRect().right > cell.right ? [one.textContent] : [];
      }),
    );
    expect(cut).toEqual([]);
    await page.getByText("987,654,321.99 SEK").first().waitFor();
    await page.getByRole("link", { name: "Revenue credited" }).click();
    await page.waitForURL(
      (url) => url.pathname === "/events" && url.searchParams.get("partnerId") === partnerId,
    );
    await page.getByRole("table").getByText("987,654,321.99 SEK").waitFor({ state: "attached" });
    await context.close();
  },
);
