import { exponentOf } from "@/server/money/currency";
import { type Minor, minor } from "@/server/money/minor";

/**
 * Stripe's own exponents, where they differ from ISO 4217. Source: Stripe, "Supported currencies": ISK and UGX are written with
 * two decimals that are always zero; MGA with none.
 */
const STRIPE_EXPONENTS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** Currencies with three decimals whose charges and transfers must end in 0. */
const THREE_DECIMALS = 3;

/** An amount of Stripe's in our minor units. Throws a RangeError for a fraction of a unit that the currency does not have. */
export function fromStripe(amount: number | bigint, currency: string): Minor {
  const code = currency.toUpperCase();
  const shift = exponentOf(code) - (STRIPE_EXPONENTS[code] ?? exponentOf(code));
  const units = BigInt(amount);
  if (shift >= 0) return minor(units * 10n ** BigInt(shift));
  const scale = 10n ** BigInt(-shift);
  if (units % scale !== 0n) throw new RangeError(`${amount} ${code} is no whole amount of Stripe's`);
  return minor(units / scale);
}

/** Our minor units as Stripe writes them. Throws a RangeError for what Stripe cannot pay: less than its smallest amount. */
export function toStripe(amount: Minor, currency: string): number {
  const code = currency.toUpperCase();
  const shift = (STRIPE_EXPONENTS[code] ?? exponentOf(code)) - exponentOf(code);
  const scale = 10n ** BigInt(Math.abs(shift));
  if (shift < 0 && amount % scale !== 0n)
    throw new RangeError(`Stripe cannot pay ${amount} minor units of ${code}`);
  if (exponentOf(code) === THREE_DECIMALS && amount % 10n !== 0n) {
    throw new RangeError(`Stripe pays ${code} in steps of ten; ${amount} is none`);
  }
  const units = Number(shift >= 0 ? amount * scale : amount / scale);
  if (!Number.isSafeInteger(units)) throw new RangeError(`${amount} ${code} is more than Stripe takes`);
  return units;
}
