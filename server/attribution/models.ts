import { splitByWeight } from "@/server/money/split";
import { DAY_MS, type Millis } from "@/server/platform/clock";
import type { AttributionModel } from "@/server/program/rules";

/** The whole of an event, in millionths. */
export const WHOLE = 1_000_000;

const ENDS_SHARE = 400_000;

/**
 * The share of each touch in millionths, for touches in time order with these ages (milliseconds before the event; one after it
 * counts as 0). They sum to exactly 1,000,000; what division leaves over goes to the largest remainders, ties to the earlier.
 */
export function weigh(model: AttributionModel, ages: readonly Millis[], halfLifeDays: number): number[] {
  const count = ages.length;
  if (count === 1) return [WHOLE];
  switch (model) {
    case "last_click":
      return ages.map((_, index) => (index === count - 1 ? WHOLE : 0));
    case "first_click":
      return ages.map((_, index) => (index === 0 ? WHOLE : 0));
    case "linear":
      return equalShares(WHOLE, count);
    case "position":
      return count < 3 ? equalShares(WHOLE, count) : positionShares(count);
    case "time_decay":
      return count === 0 ? [] : splitByWeight(BigInt(WHOLE), decays(ages, halfLifeDays)).map(Number);
  }
}

/** All remainders are equal, so what is left over goes to the first. */
function equalShares(whole: number, count: number): number[] {
  const floor = Math.floor(whole / count);
  const left = whole - floor * count;
  return Array.from({ length: count }, (_, index) => (index < left ? floor + 1 : floor));
}

/** The first and the last touch get 0.4 each, those between share 0.2. */
function positionShares(count: number): number[] {
  return [ENDS_SHARE, ...equalShares(WHOLE - 2 * ENDS_SHARE, count - 2), ENDS_SHARE];
}

/**
 * 2^(−age/half-life) of each touch as a fixed-point number. Integer arithmetic gives the same digits on every machine, which
 * `Math.pow` does not promise. Only ratios matter, so the youngest touch is the unit.
 */
function decays(ages: readonly Millis[], halfLifeDays: number): bigint[] {
  const youngest = Math.max(0, Math.min(...ages));
  return ages.map((age) => halvedBy(Math.max(age, youngest) - youngest, halfLifeDays * DAY_MS));
}

const FRACTION_BITS = 96n;
const UNIT = 1n << FRACTION_BITS;
/** ln 2 to 40 digits: more than 96 binary places. */
const LN_2 = (6931471805599453094172321214581765680755n << FRACTION_BITS) / 10n ** 40n;

/** The powers 2^(−0/64) to 2^(−63/64): with them the series below starts near zero and is short. */
const STEPS = 64n;
const POWERS = Array.from({ length: Number(STEPS) }, (_, step) => expOfMinus((LN_2 * BigInt(step)) / STEPS));

/** 2^(−age/half-life): whole halvings are shifts, 64ths come from the table, and the rest from the series. */
function halvedBy(age: Millis, halfLife: Millis): bigint {
  const sixtyFourths = BigInt(age) * STEPS;
  const steps = sixtyFourths / BigInt(halfLife);
  const rest = sixtyFourths % BigInt(halfLife);
  const power = POWERS[Number(steps % STEPS)] ?? UNIT;
  const fraction =
    rest === 0n ? power : (power * expOfMinus((LN_2 * rest) / (STEPS * BigInt(halfLife)))) >> FRACTION_BITS;
  return fraction >> (steps / STEPS);
}

/** e^(−x) for a fixed-point x from 0 to ln 2, by its series until a term vanishes. */
function expOfMinus(x: bigint): bigint {
  let term = UNIT;
  let total = UNIT;
  for (let n = 1n; term !== 0n; n++) {
    term = -((term * x) / UNIT) / n;
    total += term;
  }
  return total;
}
