import { applyCode, completeSession } from "@/dev/stripe/checkout/complete";
import type { Merchant } from "@/dev/stripe/core/merchant";
import { closeDispute, openDispute } from "@/dev/stripe/payments/disputes";
import { refund } from "@/dev/stripe/payments/refunds";
import { openSandbox, type Sandbox } from "@/dev/stripe/sandbox";
import { sdkOn } from "@/dev/stripe/testing/shop";
import { type Random, randomFrom } from "@/server/demo/history/random";
import { DAY_MS, type Millis } from "@/server/platform/clock";
import { type Id, idAt } from "@/server/platform/ids";
import { BRAND_EVENTS } from "@/server/stripe/webhook/endpoints";

export const YEAR_KEY = "sk_test_of_a_year";
export const PARTNERS = 6;

/** A click that somebody came with, by the number of its partner. */
export type YearClick = { id: Id; partner: number; ts: Millis };

/** A year of a brand's sales at Stripe: everything it told, in the order in which it happened. */
export type Year = {
  sandbox: Sandbox;
  merchant: Merchant;
  clicks: YearClick[];
  eventIds: string[];
  end: Millis;
};

const CARDS = [
  "pm_card_visa",
  "pm_card_visa",
  "pm_card_visa",
  "pm_card_chargeCustomerFail",
  "pm_card_refundFail",
] as const;
const CURRENCIES = ["usd", "usd", "eur", "jpy", "kwd"] as const;

/** What the endpoint for the brand's account is told, and one more that some endpoints of old are told. */
const TOLD: ReadonlySet<string> = new Set([...BRAND_EVENTS, "invoice.payment_succeeded"]);

/** The code that a partner's customers type. */
export const codeOf = (partner: number): string => `PARTNER${partner}`;

/** Lives through a year until Stripe has told about `events` things. The same seed tells the same. */
export async function liveYear(seed: number, events: number): Promise<Year> {
  const random = randomFrom(seed);
  const clock = { now: Date.UTC(2025, 0, 1) };
  const sandbox = openSandbox({ clock: () => clock.now, seed });
  const stripe = sdkOn(sandbox, YEAR_KEY);
  const merchant = sandbox.account(YEAR_KEY);
  const coupon = await stripe.coupons.create({ percent_off: 10, duration: "once" });
  for (let partner = 0; partner < PARTNERS; partner++) {
    await stripe.promotionCodes.create({
      promotion: { type: "coupon", coupon: coupon.id },
      code: codeOf(partner),
    });
  }
  const clicks: YearClick[] = [];
  const told = (): string[] =>
    [...merchant.store.all("event")].flatMap(({ id, type }) => (TOLD.has(type) ? [id] : []));
  const days = 365;
  for (let day = 0; day < days; day++) {
    // What subscriptions bring by themselves grows over the year, so that each day begins about as much as is missing.
    const wanted = (events * (day + 1)) / days;
    for (let sale = 0; sale < 20 && told().length < wanted; sale++) {
      clock.now += random.whole(1, 60) * 1_000;
      await sell(random, { sandbox, merchant, clicks, now: clock.now });
      trouble(random, sandbox, merchant);
    }
    clock.now = Date.UTC(2025, 0, 2 + day);
    sandbox.tick();
  }
  return { sandbox, merchant, clicks, eventIds: told(), end: clock.now };

  async function sell(
    chance: Random,
    at: { sandbox: Sandbox; merchant: Merchant; clicks: YearClick[]; now: Millis },
  ): Promise<void> {
    const partner = chance.whole(0, PARTNERS - 1);
    const clicked = chance.chance(0.7);
    const ts = at.now - chance.whole(1, 40) * DAY_MS;
    const click = { id: idAt(ts), partner, ts };
    if (clicked) at.clicks.push(click);
    const monthly = chance.chance(0.5);
    const currency = chance.pick(CURRENCIES);
    const session = await stripe.checkout.sessions.create({
      mode: monthly ? "subscription" : "payment",
      success_url: "https://brand.com/thanks",
      allow_promotion_codes: true,
      automatic_tax: { enabled: chance.chance(0.5) },
      ...(clicked ? { client_reference_id: click.id } : {}),
      ...(chance.chance(0.3) ? { metadata: { openpartner_user_id: `user-${at.now}` } } : {}),
      ...(monthly && chance.chance(0.3) ? { subscription_data: { trial_period_days: 14 } } : {}),
      ...(!monthly && chance.chance(0.3) ? { invoice_creation: { enabled: true } } : {}),
      line_items: [
        {
          quantity: chance.whole(1, 3),
          price_data: {
            currency,
            unit_amount: chance.whole(10, 990) * 10,
            product_data: { name: "Thing" },
            ...(monthly ? { recurring: { interval: "month" } } : {}),
          },
        },
      ],
    });
    const card = chance.pick(CARDS);
    const coded = chance.chance(0.3);
    at.sandbox.change(at.merchant, () => {
      if (coded) applyCode(at.merchant, session.id, codeOf(partner));
      const done = completeSession(at.merchant, session.id, {
        email: `c${at.now}@example.com`,
        name: null,
        card,
      });
      if (typeof done.subscription === "string" && chance.chance(0.7)) {
        const subscription = at.merchant.need("subscription", done.subscription);
        at.merchant.put("subscription", { ...subscription, cancel_at_period_end: true });
      }
    });
  }
}

/** Now and then somebody wants money back, disputes, or leaves. */
function trouble(random: Random, sandbox: Sandbox, merchant: Merchant): void {
  const charges = [...merchant.store.all("charge")].filter(
    (one) => one.paid && !one.refunded && !one.disputed,
  );
  const charge = charges[random.whole(0, Math.max(0, charges.length - 1))];
  if (!charge || !random.chance(0.35)) return;
  const rest = charge.amount_captured - charge.amount_refunded;
  sandbox.change(merchant, () => {
    if (random.chance(0.7))
      refund(merchant, charge.id, random.chance(0.5) ? {} : { amount: random.whole(1, rest) });
    else {
      const dispute = openDispute(merchant, charge.id, { inquiry: random.chance(0.2) });
      if (random.chance(0.6)) closeDispute(merchant, dispute.id, random.chance(0.5) ? "won" : "lost");
    }
  });
}
