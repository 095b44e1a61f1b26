import { expect, test } from "vitest";
import { minor } from "@/server/money/minor";
import { fromStripe, toStripe } from "./amount";

test.each<[string, number, bigint]>([
  // The currency, Stripe's amount, ours in ISO's minor units.
  ["usd", 1_234, 1_234n],
  ["jpy", 1_000, 1_000n],
  ["kwd", 1_230, 1_230n],
  ["isk", 50_000, 500n],
  ["ugx", 700_000, 7_000n],
  ["mga", 5_000, 500_000n],
])("%s %i is %i minor units, there and back", (currency, stripe, ours) => {
  expect(fromStripe(stripe, currency)).toBe(ours);
  expect(toStripe(minor(ours), currency)).toBe(stripe);
});

test("what cannot be written in the other's units is refused, never rounded", () => {
  expect(() => fromStripe(50_050, "isk")).toThrow(RangeError);
  expect(() => toStripe(minor(550n), "mga")).toThrow(RangeError);
  expect(() => toStripe(minor(1_234n), "kwd")).toThrow(/steps of ten/);
});
