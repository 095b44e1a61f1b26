import { expect, it } from "vitest";
import { CURRENCIES, exponentOf, isCurrency, PAID_CURRENCIES } from "./currency";

it.each([
  ["USD", 2],
  ["EUR", 2],
  ["JPY", 0],
  ["ISK", 0],
  ["KWD", 3],
  ["TND", 3],
  ["CLF", 4],
  ["UYW", 4],
  ["XCG", 2],
  ["ZWG", 2],
])("%s has %i decimals", (code, expected) => {
  expect(exponentOf(code)).toBe(expected);
});

it.each(["usd", "XXX", "XTS", "XAU", "DEM", "HRK", "", "US", "USDX", "__proto__", "constructor"])(
  "%s is no currency",
  (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(() => exponentOf(code)).toThrow(RangeError);
  },
);

it("every code is three capital letters, once", () => {
  expect(CURRENCIES.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
});

it("agrees with the currencies of the runtime, but for those whose cents are no longer used", () => {
  const known = new Set(Intl.supportedValuesOf("currency"));
  // Intl shows how prices are written today (CLDR); the ledger keeps what ISO 4217 defines.
  const written = CURRENCIES.filter((code) => known.has(code)).filter((code) => {
    const format = new Intl.NumberFormat("en", { style: "currency", currency: code });
    return (format.resolvedOptions().maximumFractionDigits ?? 0) > exponentOf(code);
  });
  expect(written).toEqual([]);
});

it("what a person chooses from is paid in somewhere: no unit of account, no metal and no code for tests", () => {
  const unpaid = ["BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "XAD"];
  expect(CURRENCIES.filter((code) => !PAID_CURRENCIES.includes(code))).toEqual(unpaid);
  expect(PAID_CURRENCIES.filter((code) => /^X/.test(code))).toEqual(["XAF", "XCD", "XCG", "XOF", "XPF"]);
});
