import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchChromium } from "../../support/browser/chromium";
import { CORNERS } from "./corner";
import { inspect, SCRIPT_LIMIT_BYTES, STILL } from "./inspect";

const PICTURES = ".artifacts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
  await openProgram("looked-at");
});
afterAll(() => browser.close());

/** A program that anybody may apply to. */
async function openProgram(slug: string): Promise<void> {
  const call = async (method: string, path: string, body: object): Promise<{ id: string }> => {
    const reply = await fetch(`${inject("origin")}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${inject("adminKey")}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return (await reply.json()) as { id: string };
  };
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const program = { name: "Looked at", slug, destinationUrl: "https://example.com/", terms: { rules } };
  const { id } = await call("POST", "/programs", program);
  await call("PUT", `/programs/${id}/signup`, { policy: "review" });
}

describe.each([
  ["the first page", "/", 200],
  ["the trace of a commission", "/demo", 200],
  ["the demonstration without the commission asked for", "/demo?commission=none", 200],
  ["the reference of the API", "/docs/api", 200],
  ["a program's public page", "/p/looked-at", 200],
  ["where people sign in", "/sign-in", 200],
  ["what follows it", "/sign-in/sent", 200],
  ["a link to sign in with", "/sign-in/confirm?token=none&email=nobody%40nowhere.example", 200],
  ["the installation, which is over", "/install", 200],
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
