import { splitByWeight } from "@/server/money/split";
import { DAY_MS, type Millis } from "@/server/platform/clock";
import type { AttributionModel } from "@/server/program/rules";

/** The whole of an event, in millionths. */
export const WHOLE = 1_000_000;

const ENDS_SHARE = 400_000n;

/**
 * The share of each touch in millionths, for touches in time order with these ages (milliseconds before the event; one after it
 * counts as 0). They sum to exactly 1,000,000; what division leaves over goes to the largest remainders, ties to the earlier.
 */
export function weigh(model: AttributionModel, ages: readonly Millis[], halfLifeDays: number): number[] {
  const last = ages.length - 1;
  if (last < 0) return [];
  switch (model) {
    case "last_click":
      return ages.map((_, index) => (index === last ? WHOLE : 0));
    case "first_click":
      return ages.map((_, index) => (index === 0 ? WHOLE : 0));
    case "linear":
      return shares(ages.map(() => 1n));
    case "position":
      return last < 2 ? shares(ages.map(() => 1n)) : positionShares(ages.length);
    case "time_decay":
      return shares(decays(ages, halfLifeDays));
  }
}

function shares(weights: readonly bigint[]): number[] {
  return splitByWeight(BigInt(WHOLE), weights).map(Number);
}

/** The first and the last touch get 0.4 each, those between share 0.2. */
function positionShares(count: number): number[] {
  const middle = splitByWeight(BigInt(WHOLE) - 2n * ENDS_SHARE, Array<bigint>(count - 2).fill(1n));
  return [ENDS_SHARE, ...middle, ENDS_SHARE].map(Number);
}

const FRACTION_BITS = 192n;
const UNIT = 1n << FRACTION_BITS;
/** ln 2 to 60 digits: more than 192 binary places. */
const LN_2 = (693147180559945309417232121458176568075500134360255254120680n << FRACTION_BITS) / 10n ** 60n;

/**
 * 2^(−age/half-life) of each touch as a fixed-point number. Integer arithmetic gives the same digits on every machine, which
 * `Math.pow` does not promise. Only ratios matter, so the youngest touch is the unit.
 */
function decays(ages: readonly Millis[], halfLifeDays: number): bigint[] {
  const halfLife = BigInt(halfLifeDays * DAY_MS);
  const clamped = ages.map((age) => BigInt(Math.max(age, 0)));
  const youngest = clamped.reduce((least, age) => (age < least ? age : least));
  return clamped.map((age) => {
    const halvings = (age - youngest) / halfLife;
    const rest = (age - youngest) % halfLife;
    return expOfMinus((LN_2 * rest) / halfLife) >> halvings;
  });
}

/** e^(−x) for a fixed-point x from 0 to ln 2, by its series until a term vanishes. */
function expOfMinus(x: bigint): bigint {
  let term = UNIT;
  let total = UNIT;
  for (let n = 1n; term !== 0n; n++) {
    term = -(term * x) / (UNIT * n);
    total += term;
  }
  return total;
}
