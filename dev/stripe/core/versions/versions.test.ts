import Stripe from "stripe";
import { expect, test } from "vitest";
import { openShop } from "../../testing/shop";

/** What a client of an older version reads, which the SDK's types no longer know. */
async function read(version: string): Promise<Record<string, Record<string, unknown>>> {
  const shop = openShop();
  const old = new Stripe("sk_test_of_a_brand", {
    httpClient: Stripe.createFetchHttpClient((url: RequestInfo | URL, init?: RequestInit) => {
      const headers = new Headers(init?.headers);
      headers.set("stripe-version", version);
      return shop.sandbox.fetch(String(url), { ...init, headers });
    }),
  });
  const customer = await old.customers.create({ payment_method: "pm_card_visa" });
  const price = await old.prices.create({
    currency: "usd",
    unit_amount: 500,
    recurring: { interval: "month" },
    product_data: { name: "Pro" },
  });
  const subscription = await old.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
  });
  const invoice = await old.invoices.retrieve(String(subscription.latest_invoice));
  const [charge] = (await old.charges.list()).data;
  const coupon = await old.coupons.create({ percent_off: 5 });
  const code = await old.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id } });
  return JSON.parse(JSON.stringify({ subscription, invoice, charge, code, price }));
}

test("older versions see the shapes they know", async () => {
  const { subscription, invoice, charge, code } = await read("2022-08-01");
  expect(subscription?.["current_period_end"]).toBeTypeOf("number");
  expect(invoice).toMatchObject({
    subscription: subscription?.["id"],
    charge: charge?.["id"],
    paid: true,
    tax: null,
  });
  expect(invoice).not.toHaveProperty("parent");
  expect(charge).toMatchObject({ invoice: invoice?.["id"], refunds: { object: "list", data: [] } });
  expect(code).toMatchObject({ coupon: { percent_off: 5 } });
});

test("newer versions do not", async () => {
  const { subscription, invoice, charge, code } = await read("2026-10-28.endive");
  expect(subscription).not.toHaveProperty("current_period_end");
  expect(invoice).toMatchObject({ parent: { subscription_details: { subscription: subscription?.["id"] } } });
  for (const field of ["subscription", "charge", "paid"]) expect(invoice).not.toHaveProperty(field);
  expect(charge).not.toHaveProperty("invoice");
  expect(code).toMatchObject({ promotion: { type: "coupon" } });
});
