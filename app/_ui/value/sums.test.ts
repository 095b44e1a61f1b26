import { expect, it } from "vitest";
import { sumsOf, without } from "./sums";

const usd = (minor: number) => ({ minor, currency: "USD" });

it("amounts are added up by currency, exactly past what a number holds", () => {
  const most = Number.MAX_SAFE_INTEGER;
  expect(sumsOf([usd(most), { minor: 5, currency: "EUR" }, usd(most), usd(2)])).toEqual([
    { minor: 18_014_398_509_481_984n, currency: "USD" },
    { minor: 5n, currency: "EUR" },
  ]);
});

it("what is left may be nothing, or less", () => {
  expect(without(usd(980), usd(980))).toEqual({ minor: 0n, currency: "USD" });
  expect(without(usd(-Number.MAX_SAFE_INTEGER), usd(2))).toEqual({
    minor: -9_007_199_254_740_993n,
    currency: "USD",
  });
});
