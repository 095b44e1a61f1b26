import type Stripe from "stripe";
import { expect, test } from "vitest";
import { KEY, openShop, type Shop } from "../testing/shop";

const DAY_MS = 86_400_000;

async function subscribe(
  shop: Shop,
  options: { card?: string; order?: Partial<Stripe.SubscriptionCreateParams> } = {},
): Promise<Stripe.Subscription> {
  const customer = await shop.stripe.customers.create({
    email: "ada@example.com",
    invoice_settings: { default_payment_method: options.card ?? "pm_card_visa" },
  });
  const price = await shop.stripe.prices.create({
    currency: "usd",
    unit_amount: 4_900,
    recurring: { interval: "month" },
    product_data: { name: "Pro" },
  });
  return shop.stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    ...options.order,
  });
}

function told(shop: Shop): string[] {
  return [...shop.sandbox.account(KEY).store.all("event")].map(({ type }) => type);
}

async function paid(shop: Shop): Promise<number[]> {
  const invoices = await shop.stripe.invoices.list({ status: "paid", limit: 100 });
  return invoices.data.map(({ amount_paid }) => amount_paid).reverse();
}

test("a subscription is paid for at once and again each month, on the last day where the month is short", async () => {
  const shop = openShop();
  shop.clock.now = Date.UTC(2026, 0, 31, 12);
  const { id } = await subscribe(shop);
  const ends: string[] = [];
  for (let month = 0; month < 4; month++) {
    const { items } = await shop.stripe.subscriptions.retrieve(id);
    const end = (items.data[0]?.current_period_end ?? 0) * 1_000;
    ends.push(new Date(end).toISOString().slice(0, 10));
    shop.clock.now = end;
  }
  expect(ends).toEqual(["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]);
  expect(await paid(shop)).toEqual([4_900, 4_900, 4_900, 4_900, 4_900]);
});

test("renewals missed while nobody looked happen at their own times", async () => {
  const shop = openShop();
  await subscribe(shop);
  shop.clock.now = Date.UTC(2027, 0, 1);
  expect(await paid(shop)).toHaveLength(13);
  const created = [...shop.sandbox.account(KEY).store.all("invoice")].map(({ created }) => created * 1_000);
  expect(created.slice(0, 3)).toEqual([Date.UTC(2026, 0, 1), Date.UTC(2026, 1, 1), Date.UTC(2026, 2, 1)]);
});

test("a trial begins with an invoice of nothing and ends with one of the price", async () => {
  const shop = openShop();
  const { status } = await subscribe(shop, { order: { trial_period_days: 14 } });
  expect(status).toBe("trialing");
  shop.clock.now += 14 * DAY_MS;
  expect(await paid(shop)).toEqual([0, 4_900]);
});

test("a card that fails is tried again, and in the end the subscription ends", async () => {
  const shop = openShop();
  const { id } = await subscribe(shop, { card: "pm_card_chargeCustomerFail" });
  shop.clock.now = Date.UTC(2026, 1, 1);
  expect((await shop.stripe.subscriptions.retrieve(id)).status).toBe("past_due");
  shop.clock.now += 20 * DAY_MS;
  expect((await shop.stripe.subscriptions.retrieve(id)).status).toBe("canceled");
  expect(told(shop).filter((type) => type === "invoice.payment_failed")).toHaveLength(4);
  expect(told(shop).at(-1)).toBe("customer.subscription.deleted");
});

test("a subscription that is to end with its period does", async () => {
  const shop = openShop();
  const { id } = await subscribe(shop);
  await shop.stripe.subscriptions.update(id, { cancel_at_period_end: true });
  shop.clock.now = Date.UTC(2026, 3, 1);
  expect((await shop.stripe.subscriptions.retrieve(id)).status).toBe("canceled");
  expect(await paid(shop)).toEqual([4_900]);
});

test("discounts hold once, for some months or for ever, and tax is on what is left", async () => {
  const amounts = await Promise.all(
    (["once", "repeating", "forever"] as const).map(async (duration) => {
      const shop = openShop();
      const months = duration === "repeating" ? { duration_in_months: 2 } : {};
      const coupon = await shop.stripe.coupons.create({ percent_off: 10, duration, ...months });
      await subscribe(shop, {
        order: { discounts: [{ coupon: coupon.id }], automatic_tax: { enabled: true } },
      });
      shop.clock.now = Date.UTC(2026, 2, 1);
      return paid(shop);
    }),
  );
  expect(amounts).toEqual([
    [5_292, 5_880, 5_880],
    [5_292, 5_292, 5_880],
    [5_292, 5_292, 5_292],
  ]);
});

test("metered usage is on the next invoice, and the same identifier counts once", async () => {
  const shop = openShop();
  const { stripe } = shop;
  const meter = await stripe.billing.meters.create({
    display_name: "Calls",
    event_name: "calls",
    default_aggregation: { formula: "sum" },
  });
  const price = await stripe.prices.create({
    currency: "usd",
    unit_amount: 3,
    recurring: { interval: "month", usage_type: "metered", meter: meter.id },
    product_data: { name: "Calls" },
  });
  const subscription = await subscribe(shop, { order: { items: [{ price: price.id }] } });
  const customer = String(subscription.customer);
  const report = {
    event_name: "calls",
    identifier: "once",
    payload: { stripe_customer_id: customer, value: "50" },
  };
  await stripe.billing.meterEvents.create(report);
  await expect(stripe.billing.meterEvents.create(report)).rejects.toThrow(/already exists/);
  shop.clock.now = Date.UTC(2026, 2, 1);
  expect(await paid(shop)).toEqual([0, 150, 0]);
});
