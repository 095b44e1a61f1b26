declare const minorBrand: unique symbol;

/** An amount in minor units of a currency (cents, yen, fils): an exact integer, never a float. */
export type Minor = bigint & { readonly [minorBrand]: true };

export const ZERO = 0n as Minor;

/** The greatest amount a request may carry: what JSON numbers hold exactly. */
export const MAX_MINOR = BigInt(Number.MAX_SAFE_INTEGER);

/** Brands an integer as minor units. Throws a RangeError for a number that is no safe integer. */
export function minor(units: bigint | number): Minor {
  if (typeof units === "number" && !Number.isSafeInteger(units))
    throw new RangeError(`${units} is no whole number of minor units`);
  return BigInt(units) as Minor;
}

export function sum(amounts: Iterable<Minor>): Minor {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total as Minor;
}

export type ParsedAmount = { ok: true; value: Minor } | { ok: false; reason: string };

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;
/** Longer texts are not read: no amount needs them, and turning digits into a number takes more than linear time. */
const MAX_CHARACTERS = 40;

/**
 * Reads a decimal in major units, such as "12.34", exactly. `exponent` is the currency's number of decimals. Signs, exponents,
 * commas, more decimals than the currency has and amounts above 2^53 − 1 minor units are refused, never rounded.
 */
export function parseAmount(text: string, exponent: number): ParsedAmount {
  if (text.length > MAX_CHARACTERS) {
    return { ok: false, reason: `an amount is written in at most ${MAX_CHARACTERS} characters` };
  }
  const match = DECIMAL.exec(text);
  if (!match) return { ok: false, reason: "an amount is digits with at most one point, such as 12.34" };
  const [, whole = "", decimals = ""] = match;
  if (decimals.length > exponent) {
    return {
      ok: false,
      reason:
        exponent === 0
          ? "this currency has no decimals"
          : `this currency has ${exponent} decimals, not ${decimals.length}`,
    };
  }
  const value = BigInt(whole + decimals.padEnd(exponent, "0"));
  if (value > MAX_MINOR) return { ok: false, reason: `an amount is at most ${MAX_MINOR} minor units` };
  return { ok: true, value: value as Minor };
}

/** Writes minor units in major units with all the currency's decimals: 1234 with exponent 2 is "12.34". */
export function formatMinor(amount: Minor, exponent: number): string {
  const sign = amount < 0n ? "-" : "";
  const digits = (amount < 0n ? -amount : amount).toString().padStart(exponent + 1, "0");
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
