import { expect, test } from "vitest";
import type { Arithmetic } from "@/server/commission/rules";
import { minor } from "@/server/money/minor";
import { why } from "./why";

const arithmetic = (more: Partial<Arithmetic> = {}): Arithmetic => ({
  kind: "percent",
  value: "20",
  gross: "4900",
  net: "4900",
  cappedAt: null,
  sharedWeight: 1_000_000,
  weight: 1_000_000,
  whole: "980",
  part: "980",
  ...more,
});
const entry = (amount: number, of: Arithmetic | null, more: object = {}) => ({
  ruleId: "sales",
  currency: "USD" as const,
  amount: minor(amount),
  arithmetic: of,
  reason: null,
  clickDay: null,
  ...more,
});
const fixed = { kind: "fixed", value: "10.00", whole: "1000", part: "1000" } as const;

test.each([
  ["a sale", entry(980, arithmetic()), "20 % of 49.00 USD."],
  [
    "a sale of which some was refunded",
    entry(735, arithmetic({ net: "3675", part: "735", whole: "735" })),
    "20 % of 36.75 USD, what is left of a sale of 49.00 USD.",
  ],
  [
    "a clawback",
    entry(-245, arithmetic({ net: "3675", part: "735", whole: "735" })),
    "20 % of 36.75 USD, what is left of a sale of 49.00 USD. That makes 7.35 USD; what was posted before is taken off.",
  ],
  [
    "a sale that several share",
    entry(392, arithmetic({ weight: 400_000, part: "392" })),
    "20 % of 49.00 USD, shared with others: 40 % of 9.80 USD.",
  ],
  [
    "a sale of which another program has a part",
    entry(490, arithmetic({ sharedWeight: 500_000, weight: 500_000, whole: "490", part: "490" })),
    "20 % of 49.00 USD, for 50 % of the credit.",
  ],
  [
    "a capped sale",
    entry(500, arithmetic({ cappedAt: "500", whole: "500", part: "500" })),
    "20 % of 49.00 USD, at most 5.00 USD.",
  ],
  ["a lead", entry(1000, arithmetic({ ...fixed, gross: null, net: null })), "10.00 USD."],
  [
    "a fixed amount for a sale that was half refunded",
    entry(500, arithmetic({ ...fixed, net: "2450", whole: "500", part: "500" })),
    "10.00 USD, 50 % of the sale being left.",
  ],
  [
    "a sale in a currency without minor units",
    entry(200, arithmetic({ gross: "1000", net: "1000", whole: "200", part: "200" }), { currency: "JPY" }),
    "20 % of 1000 JPY.",
  ],
  [
    "clicks of a day",
    entry(
      600,
      arithmetic({
        kind: "per_click",
        value: "0.05",
        gross: null,
        net: null,
        weight: 1,
        sharedWeight: 1,
        clicks: 120,
        whole: "600",
        part: "600",
      }),
      { clickDay: "2026-03-01" },
    ),
    "120 clicks of 1 Mar 2026, 0.05 USD each.",
  ],
  ["what a person took back", entry(-980, null, { reason: "Bought by themselves" }), "Bought by themselves"],
  ["what nothing is owed for", entry(-980, null), "Taken back: nothing is owed for this any more."],
  [
    "money that came back",
    entry(300, null, { ruleId: "payout_returned" }),
    "Came back from an earlier payout, and is paid again.",
  ],
])("%s is explained", (_name, of, words) => {
  expect(why(of)).toBe(words);
});
