import type Stripe from "stripe";
import { invalid } from "../core/failure";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { idOf } from "../core/store/ids";
import type { Reduction } from "../core/store/tables";
import { promotionCodeNamed } from "./promotion-codes";

/** What `discounts[0][coupon]` or `discounts[0][promotion_code]` ask for. */
export function reductionsOf(merchant: Merchant, params: Params): Reduction[] {
  return params.children("discounts").map((one) => {
    const promotionCode = one.text("promotion_code");
    if (promotionCode !== undefined)
      return reductionBy(merchant, merchant.need("promotion_code", promotionCode));
    const coupon = one.needText("coupon");
    merchant.need("coupon", coupon, one.name("coupon"));
    return { coupon, promotionCode: null };
  });
}

/** What a code typed by a customer takes off. */
export function reductionTyped(merchant: Merchant, code: string): Reduction {
  const found = promotionCodeNamed(merchant, code);
  if (!found) throw invalid("This code is invalid.", { param: "promotion_code" });
  return reductionBy(merchant, found);
}

function reductionBy(merchant: Merchant, code: Stripe.PromotionCode): Reduction {
  const expired = code.expires_at !== null && code.expires_at <= merchant.now;
  const usedUp = code.max_redemptions !== null && code.times_redeemed >= code.max_redemptions;
  if (!code.active || expired || usedUp) {
    throw invalid("This promotion code cannot be redeemed.", { code: "promotion_code_inactive" });
  }
  return { coupon: idOf(code.promotion.coupon), promotionCode: code.id };
}

/** Uses a reduction up once, for a subscription or an invoice. */
export function redeem(
  merchant: Merchant,
  reduction: Reduction,
  about: { customer: string | null; subscription?: string; session?: string },
): Stripe.Discount {
  const coupon = merchant.need("coupon", reduction.coupon);
  merchant.put("coupon", { ...coupon, times_redeemed: coupon.times_redeemed + 1 });
  if (reduction.promotionCode !== null) {
    const code = merchant.need("promotion_code", reduction.promotionCode);
    merchant.put("promotion_code", { ...code, times_redeemed: code.times_redeemed + 1 });
  }
  return merchant.put("discount", {
    id: merchant.newId("di_1"),
    object: "discount",
    checkout_session: about.session ?? null,
    customer: about.customer,
    customer_account: null,
    end: endOf(merchant, coupon),
    invoice: null,
    invoice_item: null,
    promotion_code: reduction.promotionCode,
    source: { coupon: coupon.id, type: "coupon" },
    start: merchant.now,
    subscription: about.subscription ?? null,
    subscription_item: null,
  });
}

function endOf(merchant: Merchant, coupon: Stripe.Coupon): number | null {
  if (coupon.duration !== "repeating") return null;
  const end = new Date(merchant.now * 1_000);
  end.setUTCMonth(end.getUTCMonth() + (coupon.duration_in_months ?? 0));
  return Math.floor(end.getTime() / 1_000);
}

/** What a coupon takes off an amount, in the amount's currency. */
export function amountOff(coupon: Stripe.Coupon, amount: number, currency: string): number {
  if (coupon.percent_off !== null) return Math.round((amount * coupon.percent_off) / 100);
  return coupon.currency === currency ? Math.min(amount, coupon.amount_off ?? 0) : 0;
}
