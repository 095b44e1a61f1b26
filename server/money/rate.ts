import type { Minor } from "./minor";

/** An exact fraction. The denominator is above zero. */
export type Rate = { readonly num: bigint; readonly den: bigint };

const DECIMAL = /^(\d{1,40})(?:\.(\d{1,40}))?$/;

/** Reads an exact decimal such as "12.5", of at most 40 digits on each side. Null for anything else. */
export function parseDecimal(text: string): Rate | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, whole = "", decimals = ""] = match;
  return { num: BigInt(whole + decimals), den: 10n ** BigInt(decimals.length) };
}

export function times(a: Rate, b: Rate): Rate {
  return { num: a.num * b.num, den: a.den * b.den };
}

/** Less than zero when `a` is smaller, more when it is greater. */
export function compare(a: Rate, b: Rate): number {
  const left = a.num * b.den;
  const right = b.num * a.den;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The nearest whole minor unit, half away from zero: the one place where money is rounded. */
export function round(rate: Rate): Minor {
  const negative = rate.num < 0n;
  const num = negative ? -rate.num : rate.num;
  const rounded = (2n * num + rate.den) / (2n * rate.den);
  return (negative ? -rounded : rounded) as Minor;
}
