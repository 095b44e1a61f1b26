import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/server/auth/context";
import { openShop, type Shop } from "@/tests/support/brand/shop";
import { nextPayout } from "./next-payout";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.drop());

async function portal(): Promise<Context> {
  const partnerId = await shop.makePartner([await shop.makeProgram()]);
  const { brandId, services } = shop.world;
  return {
    services,
    actor: { kind: "portal", brandId, partnerId, sessionId: "S", email: "p@partners.test" },
  };
}

it("a partner knows when the brand pays next, and from how much on", async () => {
  await shop.call("PATCH", "/settings", { payoutSchedule: "monthly", payoutThresholds: { USD: "50.00" } });
  const { day, thresholds } = await nextPayout(await portal());
  expect(day).toMatch(/^\d{4}-\d{2}-01$/);
  expect(thresholds.get("USD")).toBe(5_000n);
});

it("a partner is told when no money moves", async () => {
  const { services, actor } = await portal();
  expect((await nextPayout({ services, actor })).sandbox).toBe(false);
  const fallback = { source: "sandbox", apiKey: "sk_test_sandbox", webhookSecrets: [] } as const;
  expect((await nextPayout({ services: { ...services, stripe: { fallback } }, actor })).sandbox).toBe(true);
});

it("no day is promised where a person plans payouts", async () => {
  await shop.call("PATCH", "/settings", { payoutSchedule: "manual" });
  expect((await nextPayout(await portal())).day).toBeNull();
});

it("a key that may not see payouts is refused", async () => {
  const { brandId, services } = shop.world;
  const scopes = new Set(["links:read" as const]);
  const actor = { kind: "secret" as const, brandId, keyId: "K", scopes };
  expect(() => nextPayout({ services, actor })).toThrow(/payouts:read/);
});
