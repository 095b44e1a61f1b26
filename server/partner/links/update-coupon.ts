import { type Context, permitBrand, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { type Coupon, lockCoupon, saveCouponStatus } from "../store/coupons";

export type CouponChanges = { status?: Coupon["status"] | undefined };

/** Pauses a coupon or starts it again. Sales it brought stay credited. */
export function updateCoupon(ctx: Context, id: Id, changes: CouponChanges): Promise<Coupon> {
  permitBrand(ctx.actor, "links:write");
  return transact(ctx, async (tx) => {
    const coupon = found(await lockCoupon(tx, id), "coupon_not_found", `There is no coupon ${id}.`);
    const { status = coupon.status } = changes;
    await saveCouponStatus(tx, id, status);
    if (status !== coupon.status)
      await note(tx, ctx.actor, {
        area: "links",
        kind: status === "paused" ? "coupon_paused" : "coupon_resumed",
        about: coupon.code,
        subjectId: coupon.partnerId,
      });
    return { ...coupon, status };
  });
}
