import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMinor, MAX_MINOR, minor, parseAmount, sum } from "./minor";

describe("an amount in major units", () => {
  it.each([
    ["12.34", 2, 1234n],
    ["12", 2, 1200n],
    ["12.3", 2, 1230n],
    ["0", 2, 0n],
    ["0.01", 2, 1n],
    ["007.50", 2, 750n],
    ["1000", 0, 1000n],
    ["1.234", 3, 1234n],
    ["0.0001", 4, 1n],
    ["90071992547409.91", 2, MAX_MINOR],
  ])("%s with %i decimals is %s minor units", (text, exponent, expected) => {
    expect(parseAmount(text, exponent)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ["12.345", 2],
    ["12.340", 2],
    ["1.0", 0],
    ["-1", 2],
    ["+1", 2],
    ["1e3", 2],
    ["1E3", 2],
    ["1,000", 2],
    ["1.", 2],
    [".5", 2],
    ["", 2],
    [" 1", 2],
    ["1 ", 2],
    ["1\n", 2],
    ["0x10", 2],
    ["NaN", 2],
    ["Infinity", 2],
    ["१२", 2],
    ["90071992547409.92", 2],
  ])("%s with %i decimals is refused, never rounded", (text, exponent) => {
    expect(parseAmount(text, exponent)).toMatchObject({ ok: false });
  });

  it("is refused unread when it is longer than any amount", () => {
    for (const digit of ["0", "9"])
      expect(parseAmount(digit.repeat(200_000), 2)).toMatchObject({ ok: false });
  });

  it("comes back from its written form unchanged", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, MAX_MINOR), fc.integer({ min: 0, max: 4 }), (units, exponent) => {
        expect(parseAmount(formatMinor(minor(units), exponent), exponent)).toEqual({
          ok: true,
          value: units,
        });
      }),
    );
  });
});

it.each([
  [1234n, 2, "12.34"],
  [5n, 2, "0.05"],
  [0n, 2, "0.00"],
  [-5n, 2, "-0.05"],
  [-12345n, 3, "-12.345"],
  [1000n, 0, "1000"],
  [-7n, 0, "-7"],
])("%s minor units with %i decimals are written %s", (units, exponent, expected) => {
  expect(formatMinor(minor(units), exponent)).toBe(expected);
});

it("only whole numbers become minor units", () => {
  expect(minor(12)).toBe(12n);
  expect(() => minor(0.5)).toThrow(RangeError);
  expect(() => minor(2 ** 53)).toThrow(RangeError);
});

it("a sum of nothing is zero", () => {
  expect(sum([])).toBe(0n);
  expect(sum([minor(5), minor(-7)])).toBe(-2n);
});
