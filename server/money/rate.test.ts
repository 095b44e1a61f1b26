import fc from "fast-check";
import { expect, it } from "vitest";
import { compare, parseDecimal, round, times } from "./rate";

it.each([
  ["20", 20n, 1n],
  ["12.5", 125n, 10n],
  ["0.001", 1n, 1000n],
])("%s is exactly %s / %s", (text, num, den) => {
  expect(parseDecimal(text)).toEqual({ num, den });
});

it.each(["", "-1", "+1", "1e2", "1,5", ".5", "5.", "1/2", " 1", "1".repeat(41)])(
  "%s is no decimal",
  (text) => {
    expect(parseDecimal(text)).toBeNull();
  },
);

it.each([
  [1n, 2n, 1n],
  [3n, 2n, 2n],
  [-1n, 2n, -1n],
  [-3n, 2n, -2n],
  [1n, 3n, 0n],
  [2n, 3n, 1n],
  [-1n, 3n, 0n],
  [-2n, 3n, -1n],
  [249_999_999n, 100_000_000n, 2n],
  [0n, 7n, 0n],
])("%s / %s rounds half away from zero to %s", (num, den, expected) => {
  expect(round({ num, den })).toBe(expected);
});

it("rounding is never more than half a unit off, and mirrors below zero", () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.bigInt(1n, 10n ** 12n), (num, den) => {
      const error = 2n * (round({ num, den }) * den - num);
      expect((error < 0n ? -error : error) <= den).toBe(true);
      expect(round({ num: -num, den })).toBe(-round({ num, den }));
    }),
  );
});

it("fractions are compared by value, not by how they are written", () => {
  expect(compare({ num: 1n, den: 2n }, { num: 50n, den: 100n })).toBe(0);
  expect(compare({ num: 1n, den: 3n }, { num: 1n, den: 2n })).toBe(-1);
  expect(compare(times({ num: 2n, den: 3n }, { num: 3n, den: 2n }), { num: 99n, den: 100n })).toBe(1);
});
