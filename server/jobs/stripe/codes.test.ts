import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { syncAllPromotions } from "@/server/partner/promotion/sync";
import { DAY_MS } from "@/server/platform/clock";
import { openStripeStory, type StripeStory } from "@/tests/support/brand/stripe";

let story: StripeStory;
beforeAll(async () => {
  story = await openStripeStory();
});
afterAll(() => story.drop());

type Partner = Awaited<ReturnType<StripeStory["partner"]>>;

/** A program in which each of two partners has a code, which takes `reward` off. */
async function program(reward: object, changes: object = {}) {
  const programId = await story.makeProgram({
    terms: {
      holdbackDays: 0,
      attributionWindowDays: 365,
      rules: [{ id: "sales", trigger: "every", kind: "percent", value: "20" }],
    },
    ...changes,
  });
  await story.call("PUT", `/programs/${programId}/reward`, reward);
  const [first, second] = [await story.partner("First", programId), await story.partner("Second", programId)];
  const code = story.fresh("CODE");
  await story.make("/coupons", { partnerId: first.id, programId, code });
  await syncAllPromotions(story.world.services);
  return { first, second, code };
}

async function subscribe(code: string, more: { cref?: string; amount?: number; currency?: string } = {}) {
  const { cref, amount = 5_000, currency = "usd" } = more;
  const { id } = await story.stripe.checkout.sessions.create({
    mode: "subscription",
    success_url: "https://brand.com/thanks",
    allow_promotion_codes: true,
    ...(cref ? { client_reference_id: cref } : {}),
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency,
          unit_amount: amount,
          recurring: { interval: "month" },
          product_data: { name: "Pro" },
        },
      },
    ],
  });
  story.buy(id, { code });
  await story.settle();
}

async function earned({ id }: Partner): Promise<string[]> {
  const page = await story.call("GET", `/commissions?partnerId=${id}&limit=100`);
  const entries = page["data"] as { status: string; amount: { amount: string; currency: string } }[];
  return entries
    .filter(({ status }) => status !== "reversed")
    .map(({ amount }) => `${amount.amount} ${amount.currency}`)
    .reverse();
}

describe("a reward that a partner's code takes off at Stripe", () => {
  test.each<[string, object, { amount?: number; currency?: string }, string[]]>([
    // The reward, the price, what the partner earns in the first month and the two after it.
    ["a percentage, once", { kind: "percent", value: "10" }, {}, ["9.00 USD", "10.00 USD", "10.00 USD"]],
    [
      "a percentage, for two months",
      { kind: "percent", value: "12.5", months: 2 },
      {},
      ["8.75 USD", "8.75 USD", "10.00 USD"],
    ],
    [
      "an amount, always",
      { kind: "amount", value: "5.00", currency: "USD", months: 0 },
      {},
      ["9.00 USD", "9.00 USD", "9.00 USD"],
    ],
    [
      "an amount in a currency of three decimals",
      { kind: "amount", value: "1.250", currency: "KWD" },
      { amount: 11_250, currency: "kwd" },
      ["2.000 KWD", "2.250 KWD", "2.250 KWD"],
    ],
    ["two free months", { kind: "free_months", value: "2" }, { amount: 900, currency: "jpy" }, ["180 JPY"]],
  ])("%s: the partner earns on what is left", async (_what, reward, price, expected) => {
    const { first, code } = await program(reward);
    await subscribe(code, price);
    for (let month = 0; month < 2; month++) await story.settle(31 * DAY_MS);
    expect(await earned(first)).toEqual(expected);
  });
});

test.each<[string, "first" | "second"]>([
  // Whether the code's partner or the click's is credited with a sale that has both.
  ["last_touch", "first"],
  ["coupon", "first"],
  ["click", "second"],
])(
  "with couponPriority %s, a click and a code at Stripe's checkout credit the %s partner",
  async (couponPriority, who) => {
    const { first, second, code } = await program({ kind: "percent", value: "50" }, { couponPriority });
    await subscribe(code, { cref: await story.click(second, story.clock.now - DAY_MS) });
    const results = { first: await earned(first), second: await earned(second) };
    expect(results).toEqual({ first: [], second: [], [who]: ["5.00 USD"] });
  },
);

test("a code that another customer types in small letters is the same code, renewal after renewal", async () => {
  const { first, code } = await program({ kind: "percent", value: "20" });
  await subscribe(code.toLowerCase());
  await story.settle(31 * DAY_MS);
  expect(await earned(first)).toEqual(["8.00 USD", "10.00 USD"]);
});
