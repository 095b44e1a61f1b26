import { exponentOf } from "@/server/money/currency";
import { formatMinor } from "@/server/money/minor";
import { round } from "@/server/money/rate";
import { type Millis, SECOND_MS } from "@/server/platform/clock";
import { fromStripe } from "@/server/stripe/amount";
import type { Reading, Sale } from "./facts";
import { type Bag, each, inner, whole } from "./shapes";

/** The share of an amount that counts, as a decimal in major units: rounded once, half away from zero. */
export function valueOf(
  amount: number,
  currency: string,
  { total, kept }: Pick<Sale, "total" | "kept">,
): string {
  const code = currency.toUpperCase();
  const units = fromStripe(amount, code);
  const value = total > 0n ? round({ num: units * kept, den: total }) : units;
  return formatMinor(value, exponentOf(code));
}

/** What counts of a total that has tax and shipping in it. */
export function keptOf(total: number, tax: number, shipping: number, reading: Reading): bigint {
  const less = (reading.keepsTax ? 0 : tax) + (reading.keepsShipping ? 0 : shipping);
  return BigInt(Math.max(0, Math.min(total, total - less)));
}

/** An invoice's tax: newer versions list it as `total_taxes`, older ones as `total_tax_amounts`, the oldest as one sum. */
export function taxOfInvoice(invoice: Bag): number {
  for (const field of ["total_taxes", "total_tax_amounts"]) {
    if (Array.isArray(invoice[field])) return sumOf(each(invoice, field));
  }
  return whole(invoice, "tax") ?? 0;
}

export function shippingOf(object: Bag): number {
  return whole(inner(object, "shipping_cost"), "amount_subtotal") ?? 0;
}

/** Stripe's times are whole seconds. */
export function millis(seconds: number): Millis {
  return seconds * SECOND_MS;
}

function sumOf(amounts: readonly Bag[]): number {
  return amounts.reduce((sum, one) => sum + (whole(one, "amount") ?? 0), 0);
}
