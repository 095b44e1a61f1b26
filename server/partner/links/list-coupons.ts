import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { type Coupon, type CouponPage, pageOfCoupons } from "../store/coupons";

export type { Coupon } from "../store/coupons";

/** Coupons, newest first, with one row more than the page holds. A partner's key sees its own. */
export async function listCoupons(ctx: Context, page: CouponPage): Promise<Coupon[]> {
  permit(ctx.actor, "links:read");
  const own = ownPartner(ctx.actor);
  if (own !== null && page.partnerId !== undefined && page.partnerId !== own) return [];
  return transact(ctx, (tx) => pageOfCoupons(tx, { ...page, partnerId: own ?? page.partnerId }));
}
