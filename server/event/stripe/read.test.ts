import { describe, expect, test } from "vitest";
import type { StripeEvent } from "@/server/stripe/webhook/webhook";
import type { Known, Meaning } from "./facts";
import { readStripeEvent } from "./read";
import type { Bag } from "./shapes";

const AT = 1_770_000_000;
const NET = { keepsTax: false, keepsShipping: false };
const nothing: Known = { sales: new Map(), customers: new Map(), refunds: new Map(), coupons: new Map() };
const SALE = { sale: "in_1", total: 12_000n, kept: 10_000n, customer: "cus_1" };
const known: Known = {
  ...nothing,
  sales: new Map([["pi_1", SALE]]),
  customers: new Map([["cus_1", { customer: "cus_1", createdAt: AT * 1_000 - 5_000, userId: null }]]),
};

function read(
  type: string,
  object: Bag,
  more: { known?: Known; before?: Bag; reading?: typeof NET } = {},
): Meaning {
  const data = { object, ...(more.before ? { previous_attributes: more.before } : {}) };
  const event: StripeEvent = { id: "evt_1", type, created: AT, data };
  return readStripeEvent(event, more.known ?? known, more.reading ?? NET);
}

/** What is reported, as people read it. */
function told({ reports, signup }: Meaning): string[] {
  return [...reports, ...(signup ? [signup] : [])].map(
    ({ type, externalId, userId, value, currency, refundOf }) =>
      [type, externalId, userId, value, currency, refundOf && `of ${refundOf}`].filter(Boolean).join(" "),
  );
}

const INVOICE = {
  id: "in_1",
  customer: "cus_1",
  currency: "usd",
  total: 12_000,
  amount_paid: 12_000,
  status_transitions: { paid_at: AT - 60 },
};
const TAXED = { total_taxes: [{ amount: 1_500 }, { amount: 500 }] };

describe("an invoice", () => {
  test.each<[string, Bag, string[]]>([
    ["of a newer version", { ...INVOICE, ...TAXED }, ["invoice_paid in_1 cus_1 100.00 USD"]],
    [
      "of an older one",
      { ...INVOICE, total_tax_amounts: [{ amount: 2_000 }] },
      ["invoice_paid in_1 cus_1 100.00 USD"],
    ],
    ["of the oldest", { ...INVOICE, tax: 2_000 }, ["invoice_paid in_1 cus_1 100.00 USD"]],
    [
      "that a balance paid in part",
      { ...INVOICE, ...TAXED, amount_paid: 6_000 },
      ["invoice_paid in_1 cus_1 50.00 USD"],
    ],
    ["of nothing", { ...INVOICE, total: 0, amount_paid: 0 }, []],
    [
      "with the brand's user in its subscription's metadata",
      {
        ...INVOICE,
        parent: { subscription_details: { metadata: { openpartner_user_id: "u7" }, subscription: "sub_1" } },
      },
      ["invoice_paid in_1 u7 120.00 USD"],
    ],
    [
      "with the brand's user in its own, and its customer as an object",
      { ...INVOICE, customer: { id: "cus_1" }, metadata: { openpartner_user_id: "u7" } },
      ["invoice_paid in_1 u7 120.00 USD"],
    ],
    ["without decimals", { ...INVOICE, currency: "jpy" }, ["invoice_paid in_1 cus_1 12000 JPY"]],
    ["with three", { ...INVOICE, currency: "kwd" }, ["invoice_paid in_1 cus_1 12.000 KWD"]],
    [
      "in a currency that Stripe writes otherwise",
      { ...INVOICE, currency: "isk" },
      ["invoice_paid in_1 cus_1 120 ISK"],
    ],
  ])("%s", (_what, object, expected) => {
    expect(told(read("invoice.paid", object))).toEqual(expected);
    expect(told(read("invoice.payment_succeeded", object))).toEqual(expected);
  });

  test("counts with its tax where the brand wants that", () => {
    expect(
      told(read("invoice.paid", { ...INVOICE, ...TAXED }, { reading: { ...NET, keepsTax: true } })),
    ).toEqual(["invoice_paid in_1 cus_1 120.00 USD"]);
  });

  test("that was not paid is kept", () => {
    expect(told(read("invoice.payment_failed", INVOICE))).toEqual(["invoice_payment_failed in_1 cus_1"]);
  });

  test.each<[string, string, Bag]>([
    ["older versions", "invoice.paid", { ...INVOICE, payment_intent: "pi_9" }],
    [
      "newer ones, when asked",
      "invoice.paid",
      { ...INVOICE, payments: { data: [{ payment: { payment_intent: "pi_9" } }] } },
    ],
    ["newer ones, apart", "invoice_payment.paid", { invoice: "in_1", payment: { payment_intent: "pi_9" } }],
  ])("names its payment in %s", (_what, type, object) => {
    expect(read(type, object).lessons).toContainEqual({ kind: "payment", payment: "pi_9", sale: "in_1" });
  });
});

describe("a subscription", () => {
  const SUB = { id: "sub_1", customer: "cus_1", status: "active", created: AT - 10, trial_end: AT - 5 };
  test.each<[string, Bag, Bag | undefined, string[]]>([
    ["created", SUB, undefined, ["subscription_created sub_1 cus_1"]],
    ["created", { ...SUB, status: "trialing" }, undefined, ["trial_started sub_1 cus_1"]],
    ["created", { ...SUB, status: "incomplete" }, undefined, []],
    ["updated", SUB, { status: "incomplete" }, ["subscription_created sub_1 cus_1"]],
    ["updated", SUB, { status: "trialing" }, ["subscription_created sub_1 cus_1"]],
    // The first payment after a trial failed, and was made later; or there was nothing to pay with at first.
    ["updated", SUB, { status: "past_due" }, ["subscription_created sub_1 cus_1"]],
    ["updated", SUB, { status: "paused" }, ["subscription_created sub_1 cus_1"]],
    ["updated", SUB, { metadata: {} }, []],
    ["updated", { ...SUB, status: "past_due" }, { status: "active" }, []],
    [
      "deleted",
      { ...SUB, status: "canceled", ended_at: AT },
      undefined,
      ["subscription_canceled sub_1 cus_1"],
    ],
  ])("%s: %j before %j", (what, object, before, expected) => {
    const more = before ? { before } : {};
    expect(told(read(`customer.subscription.${what}`, object, more))).toEqual(expected);
  });
});

describe("a refund", () => {
  const REFUND = {
    id: "re_1",
    amount: 3_000,
    currency: "usd",
    payment_intent: "pi_1",
    charge: "ch_1",
    created: AT - 1,
  };
  const CHARGE = {
    id: "ch_1",
    amount_refunded: 3_000,
    currency: "usd",
    payment_intent: "pi_1",
    customer: "cus_1",
  };
  test.each<[string, string, Bag, string[]]>([
    [
      "that succeeded",
      "refund.created",
      { ...REFUND, status: "succeeded" },
      ["refund re_1 cus_1 25.00 USD of in_1"],
    ],
    [
      "that waits",
      "refund.created",
      { ...REFUND, status: "pending" },
      ["refund re_1 cus_1 25.00 USD of in_1"],
    ],
    [
      "that failed",
      "refund.failed",
      { ...REFUND, status: "failed" },
      ["refund_failed re_1 cus_1 25.00 USD of in_1"],
    ],
    [
      "called off",
      "refund.updated",
      { ...REFUND, status: "canceled" },
      ["refund_failed re_1 cus_1 25.00 USD of in_1"],
    ],
    [
      "shown by its charge",
      "charge.refunded",
      { ...CHARGE, refunds: { data: [{ ...REFUND, status: "succeeded" }], has_more: false } },
      ["refund re_1 cus_1 25.00 USD of in_1"],
    ],
  ])("%s", (_what, type, object, expected) => {
    expect(told(read(type, object))).toEqual(expected);
  });

  test("that its charge does not show is asked for; where nobody knows, the sum counts", () => {
    expect(read("charge.refunded", CHARGE).questions).toEqual([{ kind: "refunds", charge: "ch_1" }]);
    const unknown = { ...known, refunds: new Map([["ch_1", null]]) };
    expect(told(read("charge.refunded", CHARGE, { known: unknown }))).toEqual([
      "charge_refunded ch_1:3000 cus_1 25.00 USD of in_1",
    ]);
  });

  test.each<[string, Bag, string[]]>([
    [
      "with the last of several, all of it",
      { amount_refunded: 8_000, refunded: false },
      ["charge_refunded ch_1:12000 cus_1 100.00 USD of in_1"],
    ],
    ["with the only one, that one", { amount_refunded: 0, refunded: false }, []],
    ["where that is not said, that one", {}, []],
  ])("of a whole charge takes, %s", (_what, before, more) => {
    const refunds = [{ ...REFUND, amount: 4_000, status: "succeeded" }];
    const whole = { ...CHARGE, amount_refunded: 12_000, refunded: true, refunds: { data: refunds } };
    expect(told(read("charge.refunded", whole, { before }))).toEqual([
      "refund re_1 cus_1 33.33 USD of in_1",
      ...more,
    ]);
  });

  test("of an unknown payment asks what was sold; an older charge says its invoice itself", () => {
    expect(read("refund.created", REFUND, { known: nothing }).questions).toEqual([
      { kind: "sale", payment: "pi_1" },
    ]);
    expect(read("charge.refunded", { ...CHARGE, invoice: "in_5" }).lessons).toEqual([
      { kind: "payment", payment: "pi_1", sale: "in_5" },
    ]);
  });
});

test.each<[string, string, string[]]>([
  ["created", "needs_response", ["dispute_opened du_1 cus_1 100.00 USD of in_1"]],
  ["created", "warning_needs_response", []],
  ["updated", "needs_response", ["dispute_opened du_1 cus_1 100.00 USD of in_1"]],
  ["closed", "won", ["dispute_won du_1 cus_1 100.00 USD of in_1"]],
  ["closed", "lost", ["dispute_lost du_1 cus_1 100.00 USD of in_1"]],
  ["closed", "warning_closed", []],
])("a dispute %s as %s", (what, status, expected) => {
  const object = {
    id: "du_1",
    amount: 12_000,
    currency: "usd",
    payment_intent: "pi_1",
    charge: "ch_1",
    created: AT,
    status,
  };
  expect(told(read(`charge.dispute.${what}`, object))).toEqual(expected);
});

describe("a checkout", () => {
  const CREF = "01K8Z3NB8V5S0W1X2Y3Z4A5B6C";
  const SESSION = {
    id: "cs_1",
    mode: "payment",
    payment_status: "paid",
    payment_intent: "pi_2",
    customer: "cus_1",
    currency: "usd",
    amount_total: 13_000,
    total_details: { amount_tax: 2_000, amount_shipping: 1_000 },
    created: AT - 30,
  };
  test.each<[string, Bag, string[]]>([
    ["paid at once", SESSION, ["payment pi_2 cus_1 100.00 USD", "signup cus_1 cus_1"]],
    ["of a guest", { ...SESSION, customer: null }, ["payment pi_2 pi_2 100.00 USD", "signup cs_1 pi_2"]],
    ["with an invoice", { ...SESSION, invoice: "in_2" }, ["signup cus_1 cus_1"]],
    [
      "whose invoice is still to be made",
      { ...SESSION, invoice_creation: { enabled: true } },
      ["signup cus_1 cus_1"],
    ],
    ["not paid yet", { ...SESSION, payment_status: "unpaid" }, ["signup cus_1 cus_1"]],
    [
      "of nothing",
      { ...SESSION, amount_total: 0, payment_status: "no_payment_required" },
      ["signup cus_1 cus_1"],
    ],
    ["of a subscription", { ...SESSION, mode: "subscription" }, ["signup cus_1 cus_1"]],
    ["that only saves a card", { ...SESSION, mode: "setup" }, []],
  ])("%s", (_what, object, expected) => {
    expect(told(read("checkout.session.completed", object))).toEqual(expected);
  });

  test.each<[string, Bag, string | undefined]>([
    ["as reference", { client_reference_id: CREF }, CREF],
    ["in the metadata", { client_reference_id: "order 7", metadata: { cref: CREF.toLowerCase() } }, CREF],
    ["nowhere", { client_reference_id: "order 7" }, undefined],
  ])("names its click %s", (_what, more, cref) => {
    expect(read("checkout.session.completed", { ...SESSION, ...more }).visit?.cref).toBe(cref);
  });

  test("asks who the customer is and whose code was used", () => {
    expect(read("checkout.session.completed", SESSION, { known: nothing }).questions).toEqual([
      { kind: "customer", customer: "cus_1" },
    ]);
    const coded = { ...SESSION, discounts: [{ coupon: null, promotion_code: "promo_1" }] };
    expect(read("checkout.session.completed", coded).questions).toEqual([
      { kind: "coupon", promotionCode: "promo_1" },
    ]);
    const answered = { ...known, coupons: new Map([["promo_1", "ADA25"]]) };
    expect(read("checkout.session.completed", coded, { known: answered }).coupon?.code).toBe("ADA25");
  });
});

test("a customer with the brand's own user id has signed up; one without is only remembered", () => {
  const object = { id: "cus_3", created: AT - 100, email: "ada@example.com" };
  expect(told(read("customer.created", object))).toEqual([]);
  const named = read("customer.created", { ...object, metadata: { openpartner_user_id: "u3" } });
  expect(told(named)).toEqual(["signup cus_3 u3"]);
  expect(named.reports[0]).toMatchObject({ alsoKnownAs: ["cus_3"], ts: (AT - 100) * 1_000 });
});
