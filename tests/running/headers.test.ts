import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchChromium } from "../support/browser/chromium";

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${inject("origin")}${path}`, { redirect: "manual", ...init });

/** The directives of a policy by their names. */
async function policyOf(path: string): Promise<Map<string, string>> {
  const policy = (await get(path)).headers.get("content-security-policy") ?? "";
  return new Map(
    policy.split("; ").map((one) => [one.split(" ")[0] ?? "", one.slice(one.indexOf(" ") + 1)] as const),
  );
}

const PAGES = ["/", "/demo", "/docs/api", "/overview", "/nothing/here"];

describe.each(PAGES)("the page %s", (path) => {
  it("runs only scripts with the nonce of this one reply, and is shown in no frame", async () => {
    const policies = await Promise.all([policyOf(path), policyOf(path)]);
    const [script, again] = policies.map((policy) => policy.get("script-src") ?? "");
    expect(script).toMatch(/^'self' 'nonce-[\w+/=]{22,}' 'strict-dynamic'$/);
    expect(again).not.toBe(script);
    expect(Object.fromEntries(policies[0])).toMatchObject({
      "default-src": "'self'",
      "script-src-attr": "'none'",
      "object-src": "'none'",
      "base-uri": "'none'",
      "frame-ancestors": "'none'",
      "connect-src": "'self'",
    });
    expect(policies[0].get("style-src")).not.toContain("unsafe-inline");
  });

  it("says what browsers are to keep to themselves", async () => {
    const { headers } = await get(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "x-frame-options": "DENY",
      "permissions-policy": expect.stringContaining("camera=()"),
    });
    expect(headers.get("x-powered-by")).toBeNull();
    // This server is reached over http; a promise of https would lock people out.
    expect(headers.get("strict-transport-security")).toBeNull();
  });
});

it.each([
  ["a reply of the API", "/api/v1/openapi.json"],
  ["a refusal of the API", "/api/v1/programs"],
  ["an address below /api where nothing is", "/api/nothing"],
  ["whether the server is well", "/health"],
  ["whether it can work", "/ready"],
  ["a procedure", "/api/trpc/settings.getSettings"],
  ["a link that nobody knows", "/r/nobody"],
  ["the script for brands' sites", "/op.js"],
])("%s is what it says it is", async (_name, path) => {
  expect((await get(path)).headers.get("x-content-type-options")).toBe("nosniff");
});

it.each(["/api/v1/openapi.json", "/api/v1/programs", "/r/nobody"])("%s runs nothing", async (path) => {
  expect((await get(path)).headers.get("content-security-policy")).toMatch(/default-src 'none'/);
});

describe("in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  it("a script that somebody smuggled into a page does not run, and ours do", async () => {
    const page = await browser.newPage({ colorScheme: "light" });
    const refused: string[] = [];
    page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
    await page.addInitScript(() => localStorage.setItem("openpartner:theme", "dark"));
    await page.route(`${inject("origin")}/`, async (route) => {
      const reply = await route.fetch();
      const smuggled = `<script>smuggled = 1</script><img src="data:," alt="" onerror="smuggled = 2">`;
      await route.fulfill({
        response: reply,
        body: (await reply.text()).replace("</body>", `${smuggled}</body>`),
      });
    });
    await page.goto(inject("origin"), { waitUntil: "networkidle" });
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    expect(await page.evaluate(() => "smuggled" in window)).toBe(false);
    expect(refused).toEqual([
      expect.stringMatching(/inline script violates .*script-src 'self' 'nonce-/),
      expect.stringMatching(/inline event handler violates .*script-src-attr 'none'/),
    ]);
    await page.close();
  });
});
