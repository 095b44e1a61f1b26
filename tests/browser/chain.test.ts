import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { OpenPartnerServer } from "@/sdk/src/server";
import { launchChromium } from "../support/browser/chromium";
import { PERSON } from "../support/browser/person";
import { type BrandSite, openBrandSite } from "./brand-site";

let browser: Browser;
let context: BrowserContext;
let site: BrandSite;
beforeAll(async () => {
  browser = await launchChromium();
  context = await browser.newContext({ userAgent: PERSON });
  site = await openBrandSite(inject("origin"), "granted");
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const headers = { authorization: `Bearer ${inject("adminKey")}`, "content-type": "application/json" };
  const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  const reply = await fetch(`${inject("origin")}/api/v1${path}`, init);
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

type Made = { id: string };
type Commission = {
  id: string;
  partnerId: string;
  amount: { amount: string; currency: string };
  status: string;
};
type Explained = {
  event: { id: string };
  clicks: { clickId: string; counts: boolean }[];
  entries: { id: string; amount: { amount: string } }[];
};

test("a visitor follows a partner's link, signs up and pays, and the partner's commission explains itself", async () => {
  const rules = [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }];
  const destinationUrl = `${site.origin}/`;
  const program = { name: "Chain", slug: "chain", destinationUrl, terms: { rules, holdbackDays: 30 } };
  const { id: programId } = await call<Made>("POST", "/programs", program);
  const person = { name: "Chain Partner", email: "chain@partners.test", programIds: [programId] };
  const { id: partnerId } = await call<Made>("POST", "/partners", person);
  await call("POST", "/links", { partnerId, programId, code: "chain-link" });

  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  await page.goto(`${inject("origin")}/r/chain-link?utm_source=newsletter`);
  const landed = new URL(page.url());
  const cref = landed.searchParams.get("cref") ?? "";
  expect(landed.origin).toBe(site.origin);
  expect(landed.searchParams.get("utm_source")).toBe("newsletter");
  expect(cref).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  const cookies = await context.cookies(site.origin);
  expect(cookies.find((cookie) => cookie.name === "_cref")).toMatchObject({ value: cref, sameSite: "Lax" });

  // The address no longer carries the click here: it is the cookie that remembers.
  await page.goto(`${site.origin}/`);
  await page.waitForFunction(() => "OpenPartner" in globalThis);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.waitForFunction(() => document.title.startsWith("Signed up"));
  expect(await page.title()).toContain('"firstStitch":true');
  expect(problems).toEqual([]);

  const server = new OpenPartnerServer({ apiUrl: `${inject("origin")}/api/v1`, apiKey: inject("adminKey") });
  const sale = {
    userId: "customer_7",
    type: "invoice_paid",
    value: "100.00",
    currency: "USD",
    externalId: "chain_1",
  };
  const recorded = await server.trackEvent(sale);
  expect(recorded.attribution.status).toBe("attributed");
  const replay = await server.trackEvent(sale);
  expect(replay.eventId).toBe(recorded.eventId);

  const listed = await call<{ data: Commission[] }>("GET", `/commissions?programId=${programId}`);
  expect(listed.data).toHaveLength(1);
  expect(listed.data[0]).toMatchObject({
    partnerId,
    status: "pending",
    amount: { amount: "20.00", currency: "USD" },
  });

  await server.trackRefund({
    userId: "customer_7",
    refundOf: "chain_1",
    value: "25.00",
    currency: "USD",
    externalId: "chain_r1",
  });
  const explained = await call<Explained>("GET", `/attribution/events/${recorded.eventId}/explain`);
  expect(explained.clicks).toMatchObject([{ clickId: cref, counts: true }]);
  expect(explained.entries.map((entry) => entry.amount.amount)).toEqual(["20.00", "15.00"]);
});
