import type Stripe from "stripe";
import { amountOff } from "../catalog/discounts";

/** What the sandbox's tax office takes, on top of prices, where automatic tax is on. */
const TAX_PERCENT = 20;

export type Totals = {
  subtotal: number;
  discounts: { discount: string; amount: number }[];
  tax: number;
  total: number;
};

/** Adds up lines: what comes off comes off first, and tax is on what is left. All in the currency's minor unit. */
export function totalsOf(
  amounts: readonly number[],
  reductions: readonly { discount: string; coupon: Stripe.Coupon }[],
  options: { currency: string; tax: boolean },
): Totals {
  const subtotal = amounts.reduce((sum, amount) => sum + amount, 0);
  let rest = subtotal;
  const discounts = reductions.map(({ discount, coupon }) => {
    const amount = amountOff(coupon, rest, options.currency);
    rest -= amount;
    return { discount, amount };
  });
  const tax = options.tax ? Math.round((rest * TAX_PERCENT) / 100) : 0;
  return { subtotal, discounts, tax, total: rest + tax };
}
