import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startApi } from "./api.fixture";
import { Browser } from "./browser.fixture";
import { crefAt } from "./crefs.fixture";

const CREF = crefAt(new Date(Date.now() - 60_000).toISOString());

interface Page {
  OpenPartner?: { getCref(): string | null; init: unknown };
  op?: ((method: string, ...parameters: unknown[]) => unknown) & { q?: unknown[] };
}

let code: string;
let page: Page;
let browser: Browser;
beforeAll(async () => {
  const entry = fileURLToPath(new URL("./script.ts", import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "iife",
    write: false,
  });
  code = outputFiles[0]?.text ?? "";
});
beforeEach(() => {
  browser = new Browser();
  browser.visit(`https://brand.com/?cref=${CREF}`);
  page = {};
  vi.stubGlobal("window", page);
});
afterEach(() => vi.unstubAllGlobals());

/** Runs the script as a tag on the page with these `data-` attributes. */
function load(dataset: Record<string, string>, src = "https://partners.example/op.js") {
  Object.defineProperty(document, "currentScript", { value: { dataset, src }, configurable: true });
  new Function(code)();
}

describe("the script tag", () => {
  it("starts itself and is there as window.OpenPartner, with init", () => {
    load({ key: "opk_1", consent: "granted", days: "30" });
    expect(page.OpenPartner?.getCref()).toBe(CREF);
    expect(page.OpenPartner?.init).toBeTypeOf("function");
    expect(browser.kept()[0]).toContain("Max-Age=2592000");
  });

  it("stores nothing without data-consent", () => {
    load({ key: "opk_1" });
    expect([browser.written, page.OpenPartner?.getCref()]).toEqual([[], CREF]);
  });

  it("makes the calls that waited, and those that follow", async () => {
    const queue: unknown[] = [];
    page.op = Object.assign((...call: unknown[]) => void queue.push(call), { q: queue });
    page.op("consent", "granted");
    expect(browser.written).toEqual([]);
    load({});
    expect(browser.kept()[0]).toContain(CREF);
    expect(page.op("getCref")).toBe(CREF);
    expect(page.op("noSuchMethod")).toBeUndefined();
  });

  it.each<[string, (url: string) => [Record<string, string>, string | undefined]]>([
    ["data-api", (url) => [{ api: `${url}/api/v1` }, undefined]],
    ["the script's own origin", (url) => [{}, `${url}/some/where/op.js?v=2`]],
  ])("asks the API at %s", async (_name, attributes) => {
    const api = await startApi({ status: 200, body: { ok: true } });
    load(...attributes(api.url));
    expect(await page.op?.("identify", "u1")).toEqual({ ok: true });
    expect(api.received).toMatchObject([
      { path: "/api/v1/attribution/identify", body: { cref: CREF, userId: "u1" } },
    ]);
    await api.close();
  });

  it("loaded twice is started once", () => {
    load({ key: "opk_1" });
    const first = page.OpenPartner;
    load({ key: "opk_1" });
    expect(page.OpenPartner).toBe(first);
  });

  it("that does not know its own tag leaves the page as it was", () => {
    Object.defineProperty(document, "currentScript", { value: null });
    new Function(code)();
    expect(page).toEqual({});
  });
});
