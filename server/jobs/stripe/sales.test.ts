import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "@/server/platform/clock";
import { openStripeStory, type StripeStory } from "@/tests/support/brand/stripe";

let story: StripeStory;
let programId: string;

beforeAll(async () => {
  story = await openStripeStory();
  programId = await story.makeProgram({
    terms: {
      holdbackDays: 0,
      rules: [
        { id: "sales", trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" },
        { id: "once", trigger: "every", eventType: "payment", kind: "percent", value: "10" },
        { id: "lead", trigger: "every", eventType: "signup", kind: "fixed", value: "5", currency: "USD" },
      ],
    },
  });
});
afterAll(() => story.drop());

type Order = Partial<Stripe.Checkout.SessionCreateParams>;

const MONTHLY = (amount: number, currency = "usd") => ({
  price_data: {
    currency,
    unit_amount: amount,
    recurring: { interval: "month" as const },
    product_data: { name: "Pro" },
  },
  quantity: 1,
});
const ONCE = (amount: number, currency = "usd") => ({
  price_data: { currency, unit_amount: amount, product_data: { name: "Hat" } },
  quantity: 1,
});

async function checkout(order: Order): Promise<Stripe.Checkout.Session> {
  return story.stripe.checkout.sessions.create({
    mode: "payment",
    success_url: "https://brand.com/thanks",
    ...order,
  });
}

/** What a partner has in the ledger, entries that were reversed left out: amounts by kind, oldest first. */
async function ledger(partnerId: string): Promise<string[]> {
  const page = await story.call("GET", `/commissions?partnerId=${partnerId}&limit=100`);
  const entries = page["data"] as {
    status: string;
    kind: string;
    amount: { amount: string; currency: string };
  }[];
  return entries
    .filter(({ status }) => status !== "reversed")
    .map(({ kind, amount }) => `${amount.amount} ${amount.currency} ${kind}`)
    .sort();
}

async function clickOf(name: string): Promise<{ id: string; cref: string }> {
  const partner = await story.partner(name, programId);
  return { id: partner.id, cref: await story.click(partner, story.clock.now - DAY_MS) };
}

describe("a subscription sold at checkout", () => {
  test("is credited by its click, renewal after renewal, net of tax, once each", async () => {
    const { id, cref } = await clickOf("subscription");
    const { id: session } = await checkout({
      mode: "subscription",
      line_items: [MONTHLY(5_000)],
      client_reference_id: cref,
      automatic_tax: { enabled: true },
    });
    story.buy(session);
    await story.settle();
    expect(await ledger(id)).toEqual(["10.00 USD accrual", "5.00 USD accrual"]);
    await story.settle(31 * DAY_MS);
    expect(await ledger(id)).toEqual(["10.00 USD accrual", "10.00 USD accrual", "5.00 USD accrual"]);
  });

  test("takes back a part when a part is refunded, in the tax's proportion, and all when it is disputed", async () => {
    const { id, cref } = await clickOf("refund");
    const { id: session } = await checkout({
      mode: "subscription",
      line_items: [MONTHLY(10_000)],
      client_reference_id: cref,
      automatic_tax: { enabled: true },
    });
    story.buy(session);
    await story.settle();
    const [charge] = (await story.stripe.charges.list({ limit: 1 })).data;
    expect(charge?.amount).toBe(12_000);
    await story.stripe.refunds.create({ charge: charge?.id ?? "", amount: 3_000 });
    await story.settle();
    // 30.00 of 120.00 with tax are 25.00 of 100.00 without.
    expect(await ledger(id)).toEqual(["15.00 USD accrual", "5.00 USD accrual"]);
  });

  test("is worth nothing once it was refunded in parts, whatever their shares were rounded to", async () => {
    const { id, cref } = await clickOf("thirds");
    const { id: session } = await checkout({
      mode: "subscription",
      line_items: [MONTHLY(10_000, "jpy")],
      client_reference_id: cref,
      automatic_tax: { enabled: true },
    });
    story.buy(session);
    await story.settle();
    const [charge] = (await story.stripe.charges.list({ limit: 1 })).data;
    expect(charge?.amount).toBe(12_000);
    // Of 4 yen with tax, 3 count: nine of them and the rest are three yen less than the 10,000 that counted.
    for (const amount of [...Array<number>(9).fill(4), 11_964]) {
      await story.stripe.refunds.create({ charge: charge?.id ?? "", amount });
    }
    await story.settle();
    expect(await ledger(id)).toEqual(["5.00 USD accrual"]);
  });

  test("earns nothing with the empty invoice of a trial, and is told apart from one without", async () => {
    const { id, cref } = await clickOf("trial");
    const { id: session } = await checkout({
      mode: "subscription",
      line_items: [MONTHLY(2_000)],
      client_reference_id: cref,
      subscription_data: { trial_period_days: 7 },
    });
    story.buy(session);
    await story.settle();
    expect(await ledger(id)).toEqual(["5.00 USD accrual"]);
    await story.settle(8 * DAY_MS);
    expect(await ledger(id)).toEqual(["4.00 USD accrual", "5.00 USD accrual"]);
  });
});

describe("a single payment", () => {
  test("counts without tax and shipping, in a currency without decimals too", async () => {
    const { id, cref } = await clickOf("yen");
    const { id: session } = await checkout({
      line_items: [ONCE(10_000, "jpy")],
      metadata: { cref },
      automatic_tax: { enabled: true },
      shipping_options: [
        {
          shipping_rate_data: {
            display_name: "Post",
            type: "fixed_amount",
            fixed_amount: { amount: 800, currency: "jpy" },
          },
        },
      ],
    });
    story.buy(session);
    await story.settle();
    expect(await ledger(id)).toEqual(["1000 JPY accrual", "5.00 USD accrual"]);
  });

  test("that a bank takes back is held until the dispute is won", async () => {
    const { id, cref } = await clickOf("dispute");
    const { id: session } = await checkout({ line_items: [ONCE(8_000)], client_reference_id: cref });
    story.buy(session, { card: "4000000000000259" });
    await story.settle();
    expect(await ledger(id)).toEqual(["5.00 USD accrual"]);
    const [dispute] = (await story.stripe.disputes.list({ limit: 1 })).data;
    await story.stripe.disputes.update(dispute?.id ?? "", {
      evidence: { uncategorized_text: "winning_evidence" },
    });
    await story.settle();
    expect(await ledger(id)).toEqual(["5.00 USD accrual", "8.00 USD accrual"]);
  });

  test("whose inquiry comes to nothing stays as it is", async () => {
    const { id, cref } = await clickOf("inquiry");
    const { id: session } = await checkout({ line_items: [ONCE(8_000)], client_reference_id: cref });
    story.buy(session, { card: "4000000000001976" });
    await story.settle();
    expect(await ledger(id)).toEqual(["5.00 USD accrual", "8.00 USD accrual"]);
  });

  test("counts again when the bank does not take its refund", async () => {
    const { id, cref } = await clickOf("failed-refund");
    const { id: session } = await checkout({ line_items: [ONCE(4_000)], client_reference_id: cref });
    story.buy(session, { card: "4000000000005126" });
    await story.settle();
    const [charge] = (await story.stripe.charges.list({ limit: 1 })).data;
    await story.stripe.refunds.create({ charge: charge?.id ?? "" });
    await story.settle();
    expect(await ledger(id)).toEqual(["5.00 USD accrual"]);
    await story.settle(2 * DAY_MS);
    expect(await ledger(id)).toEqual(["4.00 USD accrual", "5.00 USD accrual"]);
  });
});

test("a sale seen as checkout, as invoice and by the brand's server is one event of one customer", async () => {
  const { id, cref } = await clickOf("thrice");
  const userId = story.fresh("user");
  const { id: session } = await checkout({
    mode: "subscription",
    line_items: [MONTHLY(3_000)],
    client_reference_id: cref,
    metadata: { openpartner_user_id: userId },
  });
  story.buy(session);
  const [invoice] = (await story.stripe.invoices.list({ limit: 1 })).data;
  const server = await story.event({
    userId,
    type: "invoice_paid",
    value: "30.00",
    externalId: invoice?.id,
    ts: story.clock.now,
  });
  await story.settle();
  expect(await ledger(id)).toEqual(["5.00 USD accrual", "6.00 USD accrual"]);
  expect(await story.entries(server.eventId)).toHaveLength(1);
});

test("a partner's code at checkout credits the sale without a click", async () => {
  const partner = await story.partner("coupon", programId);
  await story.make("/coupons", { partnerId: partner.id, programId, code: "ADA25" });
  const coupon = await story.stripe.coupons.create({ percent_off: 25, duration: "once" });
  await story.stripe.promotionCodes.create({
    promotion: { type: "coupon", coupon: coupon.id },
    code: "ADA25",
  });
  const { id: session } = await checkout({ line_items: [ONCE(4_000)], allow_promotion_codes: true });
  story.buy(session, { code: "ada25" });
  await story.settle();
  expect(await ledger(partner.id)).toEqual(["3.00 USD accrual", "5.00 USD accrual"]);
});

test("a partner who buys through an own link earns nothing", async () => {
  const email = "self@partners.test";
  const id = await story.make("/partners", { name: "Self", email, programIds: [programId] });
  const link = await story.call("POST", "/links", { partnerId: id, programId });
  const cref = await story.click({ code: String(link["code"]) }, story.clock.now - DAY_MS);
  const { id: session } = await checkout({ line_items: [ONCE(4_000)], client_reference_id: cref });
  story.buy(session, { email: "Self+shop@partners.test" });
  await story.settle();
  expect(await ledger(id)).toEqual([]);
});

test("what happens on a partner's own account is no sale of the brand's", async () => {
  const { id, cref } = await clickOf("connected");
  const { id: session } = await checkout({ line_items: [ONCE(4_000)], client_reference_id: cref });
  story.buy(session);
  story.clock.now += 1;
  await story.sandbox.pump();
  const completed = story.mail.splice(0).find(({ type }) => type === "checkout.session.completed");
  const event = { ...JSON.parse(completed?.payload ?? "{}"), id: "evt_connected", account: "acct_partner" };
  const payload = JSON.stringify(event);
  const secret = story.world.services.stripe.fallback?.webhookSecrets[1] ?? "";
  const signature = story.stripe.webhooks.generateTestHeaderString({
    payload,
    secret,
    timestamp: Math.floor(story.clock.now / 1_000),
  });
  expect(await story.deliver({ payload, signature })).toBe(200);
  await story.workOff();
  expect(await ledger(id)).toEqual([]);
});
