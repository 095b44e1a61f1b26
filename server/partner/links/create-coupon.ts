import { type Context, permitBrand, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { promotedProgram } from "../membership/membership";
import { type Coupon, insertCoupon } from "../store/coupons";
import { underCode } from "./codes";

export type CouponInput = {
  partnerId: Id;
  programId: Id;
  /** Absent: made up. */
  code?: string | undefined;
  status?: Coupon["status"] | undefined;
};

/** Gives an enrolled partner a coupon. 409 `code_taken`, in whatever case, and `not_enrolled`. */
export function createCoupon(ctx: Context, input: CouponInput): Promise<Coupon> {
  permitBrand(ctx.actor, "links:write");
  return transact(ctx, async (tx) => {
    await promotedProgram(tx, input);
    const { partnerId, programId, status = "active" } = input;
    const rest = { id: newId(), partnerId, programId, status, createdAt: now() };
    const coupon = await underCode(
      input.code,
      (code): Coupon => ({ ...rest, code }),
      (made) => insertCoupon(tx, made),
    );
    await note(tx, ctx.actor, {
      area: "links",
      kind: "coupon_made",
      about: coupon.code,
      subjectId: partnerId,
    });
    return coupon;
  });
}
