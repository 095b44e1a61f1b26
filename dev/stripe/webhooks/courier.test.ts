import Stripe from "stripe";
import { expect, test } from "vitest";
import { KEY, openShop, type Shop } from "../testing/shop";
import { PLAIN } from "./courier";

type Received = { event: Stripe.Event; url: string };

/** A shop whose webhooks arrive in a list, unless `down` says that nobody is there. */
async function heard(): Promise<Shop & { received: Received[]; state: { down: boolean }; secret: string }> {
  const received: Received[] = [];
  const state = { down: false };
  const secrets = new Map<string, string>();
  const shop = openShop({
    async deliver({ url, payload, signature }) {
      if (state.down) return 503;
      const event = shop.stripe.webhooks.constructEvent(
        payload,
        signature,
        secrets.get(url) ?? "",
        300,
        undefined,
        shop.clock.now,
      );
      received.push({ event, url });
      return 200;
    },
  });
  for (const connect of [false, true]) {
    const url = `http://shop.test/${connect ? "connect" : "own"}`;
    const endpoint = await shop.stripe.webhookEndpoints.create({ url, enabled_events: ["*"], connect });
    secrets.set(url, endpoint.secret ?? "");
  }
  return { ...shop, received, state, secret: "" };
}

async function transfers(shop: Shop, count: number): Promise<void> {
  const destination = await shop.readyAccount();
  shop.fund("usd", 1_000);
  for (let amount = 1; amount <= count; amount++) {
    await shop.stripe.transfers.create({ amount, currency: "usd", destination });
  }
}

const amounts = (received: Received[]): number[] =>
  received.flatMap(({ event }) => (event.type === "transfer.created" ? event.data.object.amount : []));

test("webhooks are signed so that the SDK accepts them, and go where they belong", async () => {
  const shop = await heard();
  await transfers(shop, 1);
  await shop.sandbox.pump();
  expect(shop.received.map(({ event, url }) => [event.type, url])).toEqual([
    ["account.updated", "http://shop.test/connect"],
    ["transfer.created", "http://shop.test/own"],
  ]);
  expect(shop.received[0]?.event.account).toMatch(/^acct_/);
  await shop.sandbox.pump();
  expect(shop.received).toHaveLength(2);
});

test("what is not taken comes again, later and later, for three days", async () => {
  const shop = await heard();
  shop.state.down = true;
  await transfers(shop, 1);
  await shop.sandbox.pump();
  const courier = shop.sandbox.courier(KEY);
  let attempts = 1;
  const began = shop.clock.now;
  for (let due = courier.nextDue(); due !== null; due = courier.nextDue()) {
    expect(due).toBeGreaterThan(shop.clock.now);
    shop.clock.now = due;
    await shop.sandbox.pump();
    attempts++;
  }
  expect(attempts).toBe(12);
  expect(shop.clock.now - began).toBeGreaterThan(2 * 86_400_000);
  expect(shop.clock.now - began).toBeLessThan(3 * 86_400_000);
});

test("they can come shuffled, several times, late, or not at all", async () => {
  const shop = await heard();
  const courier = shop.sandbox.courier(KEY);
  courier.manner = { order: "shuffled", copies: [2, 3], delayMs: 60_000, lost: 0 };
  await transfers(shop, 8);
  await shop.sandbox.pump();
  expect(shop.received).toEqual([]);
  shop.clock.now += 60_000;
  await shop.sandbox.pump();
  const seen = amounts(shop.received);
  expect(seen.length).toBeGreaterThanOrEqual(16);
  expect(new Set(seen).size).toBe(8);
  expect([...new Set(seen)]).not.toEqual([1, 2, 3, 4, 5, 6, 7, 8]);

  courier.manner = { ...PLAIN, lost: 1 };
  await transfers(shop, 1);
  await shop.sandbox.pump();
  expect(amounts(shop.received)).toEqual(seen);
});
