import { describe, expect, test } from "vitest";
import { rule, START, version } from "@/server/attribution/testing/facts";
import { DAY_MS } from "@/server/platform/clock";
import type { CommissionRule } from "@/server/program/rules";
import { examplesOf } from "./example";

const PROGRAM = { id: "program", currency: "USD", timeZone: "UTC" } as const;

function exampleOf(own: Partial<CommissionRule>) {
  return examplesOf(version({ rules: [rule(own)] }), PROGRAM, START)[0];
}

const usd = (amount: bigint) => (amount === 0n ? [] : [{ amount, currency: "USD" }]);

describe("an example of terms", () => {
  test.each<[string, Partial<CommissionRule>, bigint, number, bigint]>([
    ["20 % of every invoice, for life", {}, 980n, 24, 23_520n],
    ["20 % for twelve months", { months: 12 }, 980n, 12, 11_760n],
    ["20 % of the first invoice", { trigger: "first" }, 980n, 1, 980n],
    ["20 % of each later invoice", { trigger: "subsequent" }, 0n, 23, 22_540n],
    ["20 %, at most 5.00", { currency: "USD", maxAmount: "5.00" }, 500n, 24, 12_000n],
    ["every payment", { eventType: null }, 980n, 24, 23_520n],
    [
      "5.00 for the first signup",
      { eventType: "signup", trigger: "first", kind: "fixed", value: "5.00", currency: "USD" },
      500n,
      1,
      500n,
    ],
    ["a percentage of a signup, which has no value", { eventType: "signup" }, 0n, 0, 0n],
    ["0.10 a click", { eventType: "click", kind: "fixed", value: "0.10", currency: "USD" }, 10n, 0, 0n],
  ])("%s", (_name, own, first, earning, total) => {
    expect(exampleOf(own)).toMatchObject({ first: usd(first), earning, total: usd(total) });
  });

  test("says when the first can be paid out: after the holdback", () => {
    expect(exampleOf({})?.availableAt).toBe(START + 30 * DAY_MS);
  });

  test("takes a sale of 49 of a currency without decimals as 49 minor units", () => {
    const [example] = examplesOf(version(), { ...PROGRAM, currency: "JPY" }, START);
    expect(example).toMatchObject({ value: { amount: 49n }, first: [{ amount: 10n, currency: "JPY" }] });
  });
});
