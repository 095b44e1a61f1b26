import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minor } from "./minor";
import { splitByWeight, splitMinor } from "./split";

it.each([
  [1000, [1, 1, 1], [334, 333, 333]],
  [2000, [400_000, 66_667, 66_667, 66_666, 400_000], [800, 134, 133, 133, 800]],
  [1, [1, 1], [1, 0]],
  [1, [1, 2], [0, 1]],
  [5, [0, 1, 0], [0, 5, 0]],
  [0, [3, 4], [0, 0]],
  [7, [1], [7]],
  [100, [1, 1, 1, 1, 1, 1], [17, 17, 17, 17, 16, 16]],
])("%i by %j is %j", (whole, weights, expected) => {
  expect(splitMinor(minor(whole), weights).map(Number)).toEqual(expected);
});

const weights = fc
  .array(fc.bigInt(0n, 1_000_000n), { minLength: 1, maxLength: 40 })
  .filter((list) => list.some((weight) => weight > 0n));

describe("splitting", () => {
  it("neither makes nor loses a unit, and each part is within one unit of its exact share", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 60n), weights, (whole, list) => {
        const parts = splitByWeight(whole, list);
        const total = list.reduce((a, b) => a + b, 0n);
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(whole);
        parts.forEach((part, i) => {
          const exact = whole * (list[i] ?? 0n);
          expect(part * total > exact - total && part * total < exact + total).toBe(true);
        });
      }),
    );
  });

  it("gives the earlier of two equal weights at least as much, and no weight nothing", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 9n), weights, (whole, list) => {
        const parts = splitByWeight(whole, [...list, ...list]);
        list.forEach((weight, i) => {
          expect((parts[i] ?? 0n) >= (parts[i + list.length] ?? 0n)).toBe(true);
          if (weight === 0n) expect(parts[i]).toBe(0n);
        });
      }),
    );
  });

  it("refuses weights that sum to nothing and a whole below zero", () => {
    expect(() => splitByWeight(5n, [0n])).toThrow(RangeError);
    expect(() => splitByWeight(5n, [])).toThrow(RangeError);
    expect(() => splitByWeight(-5n, [1n])).toThrow(RangeError);
  });
});
