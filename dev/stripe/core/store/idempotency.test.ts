import Stripe from "stripe";
import { expect, test } from "vitest";
import { openShop, type Shop } from "../../testing/shop";
import type { Fault } from "../faults";

const HOUR_MS = 3_600_000;

async function payer(shop: Shop): Promise<(amount: number, key: string) => Promise<Stripe.Transfer>> {
  const destination = await shop.readyAccount();
  shop.fund("usd", 100_000);
  return (amount, idempotencyKey) =>
    shop.stripe.transfers.create({ amount, currency: "usd", destination }, { idempotencyKey });
}

const held = async ({ stripe }: Shop): Promise<number> => (await stripe.transfers.list()).data.length;

test("the same key gets the same transfer for 24 hours, and a new one after", async () => {
  const shop = openShop();
  const pay = await payer(shop);
  const first = await pay(500, "k");
  shop.clock.now += 24 * HOUR_MS - 1;
  expect((await pay(500, "k")).id).toBe(first.id);
  shop.clock.now += 1;
  expect((await pay(500, "k")).id).not.toBe(first.id);
});

test("a key with other parameters is refused", async () => {
  const shop = openShop();
  const pay = await payer(shop);
  await pay(500, "k");
  await expect(pay(501, "k")).rejects.toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  expect(await held(shop)).toBe(1);
});

test("a key in use is a 409", async () => {
  const shop = openShop();
  const pay = await payer(shop);
  shop.sandbox.faults.add({ fault: { kind: "slow", ms: 50 }, path: "/transfers" });
  const slow = pay(500, "k");
  await expect(pay(500, "k")).rejects.toMatchObject({ statusCode: 409 });
  expect((await pay(500, "k2")).amount).toBe(500);
  await slow;
  expect(await held(shop)).toBe(2);
});

test("a refusal is kept for its key like an answer, unless a parameter was at fault", async () => {
  const shop = openShop();
  const pay = await payer(shop);
  await expect(pay(100_001, "poor")).rejects.toMatchObject({ code: "balance_insufficient" });
  await expect(pay(0, "typo")).rejects.toMatchObject({ code: "parameter_invalid_integer" });
  shop.fund("usd", 100_000);
  await expect(pay(100_001, "poor")).rejects.toMatchObject({ code: "balance_insufficient" });
  expect((await pay(1, "typo")).amount).toBe(1);
});

test.each<[Fault, number, number]>([
  // The fault, the transfers after it, and those after asking again with the same key.
  [{ kind: "no_answer", afterEffect: false }, 0, 1],
  [{ kind: "no_answer", afterEffect: true }, 1, 1],
  [{ kind: "status", status: 429 }, 0, 1],
  [{ kind: "status", status: 409 }, 0, 1],
  [{ kind: "status", status: 502 }, 0, 1],
  [{ kind: "status", status: 503, afterEffect: true }, 1, 1],
])("after %j and another try with the same key there is one transfer", async (fault, after, again) => {
  const shop = openShop();
  const pay = await payer(shop);
  shop.sandbox.faults.add({ fault, method: "POST", path: "/transfers" });
  await expect(pay(500, "k")).rejects.toBeInstanceOf(Stripe.errors.StripeError);
  expect(await held(shop)).toBe(after);
  await pay(500, "k");
  expect(await held(shop)).toBe(again);
});

test.each([
  [false, 0],
  [true, 1],
])("a 500 is kept for its key, whether it took effect (%s) or not", async (afterEffect, count) => {
  const shop = openShop();
  const pay = await payer(shop);
  shop.sandbox.faults.add({ fault: { kind: "status", status: 500, afterEffect } });
  await expect(pay(500, "k")).rejects.toMatchObject({ statusCode: 500 });
  await expect(pay(500, "k")).rejects.toMatchObject({ statusCode: 500 });
  expect(await held(shop)).toBe(count);
});
