import type Stripe from "stripe";
import { expect, test } from "vitest";
import { KEY, openShop, type Shop } from "../testing/shop";
import { applyCode, completeSession } from "./complete";

const FILLED = { email: "ada@example.com", name: "Ada", card: "4242 4242 4242 4242" };

async function session(
  shop: Shop,
  order: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Checkout.Session> {
  return shop.stripe.checkout.sessions.create({
    mode: "payment",
    line_items: [
      { price_data: { currency: "usd", unit_amount: 2_000, product_data: { name: "Hat" } }, quantity: 2 },
    ],
    success_url: "https://shop.example/thanks",
    ...order,
  });
}

function complete(shop: Shop, id: string, filled: Partial<typeof FILLED> = {}): Stripe.Checkout.Session {
  const merchant = shop.sandbox.account(KEY);
  return shop.sandbox.change(merchant, () => completeSession(merchant, id, { ...FILLED, ...filled }));
}

test("a single purchase charges the card and keeps the reference, tax and shipping apart", async () => {
  const shop = openShop();
  const { id, url } = await session(shop, {
    client_reference_id: "CREF",
    automatic_tax: { enabled: true },
    shipping_options: [
      {
        shipping_rate_data: {
          display_name: "Post",
          type: "fixed_amount",
          fixed_amount: { amount: 500, currency: "usd" },
        },
      },
    ],
  });
  expect(url).toContain(id);
  complete(shop, id);
  const done = await shop.stripe.checkout.sessions.retrieve(id, {
    expand: ["payment_intent.latest_charge", "line_items"],
  });
  expect(done).toMatchObject({
    status: "complete",
    payment_status: "paid",
    client_reference_id: "CREF",
    amount_subtotal: 4_000,
    amount_total: 5_300,
    total_details: { amount_tax: 800, amount_shipping: 500 },
    payment_intent: { status: "succeeded", amount: 5_300, latest_charge: { paid: true } },
    line_items: { data: [{ quantity: 2 }] },
  });
  expect(() => complete(shop, id)).toThrow(/complete/);
});

test("a subscription's session makes a customer, a subscription and a paid invoice that names its payment", async () => {
  const shop = openShop();
  const { id } = await session(shop, {
    mode: "subscription",
    line_items: [
      {
        price_data: {
          currency: "eur",
          unit_amount: 900,
          recurring: { interval: "month" },
          product_data: { name: "Pro" },
        },
        quantity: 1,
      },
    ],
    subscription_data: { metadata: { seat: "1" } },
  });
  complete(shop, id);
  const done = await shop.stripe.checkout.sessions.retrieve(id, {
    expand: ["subscription", "invoice.payments"],
  });
  expect(done).toMatchObject({
    subscription: { status: "active", metadata: { seat: "1" } },
    invoice: { status: "paid", amount_paid: 900, payments: { data: [{ status: "paid" }] } },
  });
  const events = await shop.stripe.events.list({ limit: 100 });
  expect(events.data.map(({ type }) => type).reverse()).toEqual([
    "product.created",
    "price.created",
    "customer.created",
    "invoice.created",
    "invoice.finalized",
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "invoice_payment.paid",
    "invoice.paid",
    "invoice.payment_succeeded",
    "customer.subscription.created",
    "checkout.session.completed",
  ]);
});

test("a declined card leaves the session open, and nothing else", async () => {
  const shop = openShop();
  const { id } = await session(shop);
  expect(() => complete(shop, id, { card: "4000000000000002" })).toThrow(/declined/);
  expect((await shop.stripe.checkout.sessions.retrieve(id)).status).toBe("open");
  expect((await shop.stripe.charges.list()).data).toEqual([]);
});

test("a promotion code takes its part off, in any case of its letters, until it is switched off", async () => {
  const shop = openShop();
  const coupon = await shop.stripe.coupons.create({ percent_off: 25, duration: "once" });
  const code = await shop.stripe.promotionCodes.create({
    promotion: { type: "coupon", coupon: coupon.id },
    code: "ADA25",
  });
  const { id } = await session(shop, { allow_promotion_codes: true });
  const merchant = shop.sandbox.account(KEY);
  shop.sandbox.change(merchant, () => applyCode(merchant, id, "ada25"));
  complete(shop, id);
  const done = await shop.stripe.checkout.sessions.retrieve(id);
  expect(done).toMatchObject({ amount_total: 3_000, discounts: [{ promotion_code: code.id }] });
  expect((await shop.stripe.promotionCodes.retrieve(code.id)).times_redeemed).toBe(1);

  await expect(
    shop.stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: "ada25" }),
  ).rejects.toThrow(/already exists/);
  await shop.stripe.promotionCodes.update(code.id, { active: false });
  const next = await session(shop, { allow_promotion_codes: true });
  expect(() => shop.sandbox.change(merchant, () => applyCode(merchant, next.id, "ADA25"))).toThrow(/invalid/);
});

test("a session that nobody completes expires after a day", async () => {
  const shop = openShop();
  const { id } = await session(shop);
  shop.clock.now += 86_400_000;
  expect((await shop.stripe.checkout.sessions.retrieve(id)).status).toBe("expired");
});
