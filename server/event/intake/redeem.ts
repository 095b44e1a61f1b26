import { type Context, permit, transact } from "@/server/auth/context";
import { findCoupon } from "@/server/partner/read";
import { now } from "@/server/platform/clock";
import { AppError, found } from "@/server/platform/errors";
import { refuseImplausibleTime } from "@/server/platform/plausible-time";
import type { Tx } from "@/server/platform/postgres/database";
import { findByExternalId, timeOf } from "../store";
import { type Ingested, ingest } from "./ingest";
import type { NewEvent } from "./prepare";
import { tieCoupon } from "./tie-coupon";

/** A coupon that was used for a purchase or signup. */
export type Redemption = Omit<NewEvent, "source" | "refundOf" | "metadata"> & {
  code: string;
  externalId: string;
};

/**
 * Records an event that came with a coupon. The coupon counts as a click at the event's time, whether the event is new or was
 * reported before without it; repeating the call changes nothing.
 */
export function redeem(ctx: Context, redemption: Redemption): Promise<Ingested> {
  permit(ctx.actor, "events:write");
  return transact(ctx, async (tx) => {
    await oneAtATime(tx, redemption.externalId);
    const coupon = found(
      await findCoupon(tx, redemption.code),
      "coupon_not_found",
      `There is no coupon "${redemption.code.slice(0, 64)}".`,
    );
    const known = (await findByExternalId(tx, [redemption.externalId])).find(
      (event) => event.type === redemption.type,
    );
    const ts = known ? await timeOf(tx, known.id) : (redemption.ts ?? now());
    refuseImplausibleTime(ts, ctx.services.maxFutureHours);
    await tieCoupon(tx, coupon, { userId: redemption.userId, ts }, () => {
      if (coupon.status !== "active")
        throw new AppError("conflict", `The coupon "${coupon.code}" is paused.`);
    });
    const { code: _code, ...report } = redemption;
    const [result] = await ingest({ ...ctx, tx }, [{ ...report, ts, source: "api" }]);
    // A refused event takes the coupon's click with it: the transaction is undone.
    if (!result?.ok) throw result?.error ?? new Error("ingest returned nothing for one event");
    return result;
  });
}

/** Two redemptions of one purchase must not both find that it has no click yet. */
async function oneAtATime(tx: Tx, externalId: string): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`redeem ${tx.brandId} ${externalId}`}, 0))`;
}
