import { createHash } from "node:crypto";
import { exponentOf, isCurrency } from "@/server/money/currency";
import { type Minor, parseAmount } from "@/server/money/minor";
import { compare, parseDecimal } from "@/server/money/rate";
import type { Id } from "@/server/platform/ids";
import { toStripe } from "@/server/stripe/amount";
import type { Discount } from "@/server/stripe/promotions";

/**
 * What a customer gets who uses a partner's code. `percent`: 0 < value ≤ 100, at most two decimals; `amount`: in major units of
 * `currency`; `free_months`: a whole number of months, 1 to 36. `months` says for how long a percentage or amount comes off
 * each invoice: null for the first alone, 0 always.
 */
export type Reward = {
  kind: "percent" | "amount" | "free_months";
  value: string;
  currency: string | null;
  months: number | null;
};

const MAX_FREE_MONTHS = 36;

/** What is wrong with a reward, with the field it is about; null when nothing is. */
export function problemOf({
  kind,
  value,
  currency,
  months,
}: Reward): { path: string; reason: string } | null {
  if (kind === "amount") {
    if (currency === null || !isCurrency(currency))
      return { path: "currency", reason: "is needed for an amount" };
    const parsed = parseAmount(value, exponentOf(currency));
    if (!parsed.ok) return { path: "value", reason: parsed.reason };
    if (parsed.value <= 0n) return { path: "value", reason: "must be above zero" };
    return isStripeAmount(parsed.value, currency)
      ? null
      : { path: "value", reason: "is no amount that Stripe can take off" };
  }
  if (currency !== null) return { path: "currency", reason: "goes with an amount only" };
  if (kind === "free_months") {
    if (months !== null) return { path: "months", reason: "is said by the value of free months" };
    const count = /^\d{1,2}$/.test(value) ? Number(value) : 0;
    return count >= 1 && count <= MAX_FREE_MONTHS
      ? null
      : { path: "value", reason: `must be a whole number of months, 1 to ${MAX_FREE_MONTHS}` };
  }
  const rate = /^\d{1,3}(\.\d{1,2})?$/.test(value) ? parseDecimal(value) : null;
  const fits = rate && compare(rate, { num: 0n, den: 1n }) > 0 && compare(rate, { num: 100n, den: 1n }) <= 0;
  return fits
    ? null
    : { path: "value", reason: "must be above 0 and at most 100, with at most two decimals" };
}

/** Stripe has currencies of three decimals in steps of ten only, and some without the decimals that others count. */
function isStripeAmount(amount: Minor, currency: string): boolean {
  try {
    toStripe(amount, currency);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The reward as a coupon of Stripe's. One program's one reward has one id, however often it is set. */
export function discountOf(reward: Reward, program: { id: Id; name: string }): Discount {
  return {
    id: discountId(reward, program.id),
    name: program.name,
    off: offOf(reward),
    duration: durationOf(reward),
  };
}

export function discountId(reward: Reward, programId: Id): string {
  const { kind, value, currency, months } = reward;
  const hash = createHash("sha256")
    .update(JSON.stringify([kind, value, currency, months]))
    .digest("hex");
  return `op-${programId.toLowerCase()}-${hash.slice(0, 8)}`;
}

function offOf({ kind, value, currency }: Reward): Discount["off"] {
  if (kind === "free_months") return { percent: 100 };
  if (kind === "percent" || currency === null) return { percent: Number(value) };
  const parsed = parseAmount(value, exponentOf(currency));
  if (!parsed.ok) throw new Error(`a stored reward of ${value} ${currency} cannot be read`);
  return { amount: toStripe(parsed.value, currency), currency: currency.toLowerCase() };
}

function durationOf({ kind, value, months }: Reward): Discount["duration"] {
  if (kind === "free_months") return { kind: "repeating", months: Number(value) };
  if (months === null) return { kind: "once" };
  return months === 0 ? { kind: "forever" } : { kind: "repeating", months };
}
