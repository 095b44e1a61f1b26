import type { Context } from "@/server/auth/context";
import { SECOND_MS } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/postgres/database";
import { isOwnChange } from "@/server/stripe/promotions";
import type { StripeEvent } from "@/server/stripe/webhook/webhook";
import { saveCouponStatus } from "../store/coupons";
import { hearPromotion } from "../store/promotions";

/** Somebody switched a code on or off at Stripe: the partner's coupon follows. What Stripe told earlier changes nothing. */
export async function hearOfPromotionCode(_ctx: Context, tx: Tx, event: StripeEvent): Promise<void> {
  if (isOwnChange(event)) return;
  const { id, active } = event.data.object;
  if (typeof id !== "string" || typeof active !== "boolean") return;
  const at = (event.created + 1) * SECOND_MS - 1;
  const couponId = await hearPromotion(tx, { promotionCode: id, active, at });
  if (couponId !== null) await saveCouponStatus(tx, couponId, active ? "active" : "paused");
}
