import { type Totals, totalsOf } from "../billing/totals";
import type { Merchant } from "../core/merchant";
import type { CheckoutOrder } from "../core/store/tables";

/** What an order costs, shipping not included. */
export function orderTotals(merchant: Merchant, order: CheckoutOrder): Totals {
  const reductions = order.reductions.map(({ coupon }) => ({
    discount: coupon,
    coupon: merchant.need("coupon", coupon),
  }));
  const amounts = order.lines.map(({ price, quantity }) =>
    order.trialDays !== null || price.recurring?.usage_type === "metered"
      ? 0
      : (price.unit_amount ?? 0) * quantity,
  );
  const currency = order.lines[0]?.price.currency ?? "usd";
  return totalsOf(amounts, reductions, { currency, tax: order.tax });
}
