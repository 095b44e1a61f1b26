import { type Millis, now } from "@/server/platform/clock";
import { type Id, idAt } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { NO_CAMPAIGN } from "../redirect/campaign";
import { insertClicks } from "../store/insert";

/** A redeemed coupon is a click at the event's time, without a visit. */
export async function recordCouponClick(
  tx: Tx,
  coupon: { id: Id; partnerId: Id; programId: Id },
  ts: Millis,
): Promise<Id> {
  const id = idAt(ts);
  await insertClicks(tx.sql, [
    {
      ...NO_CAMPAIGN,
      brandId: tx.brandId,
      id,
      partnerId: coupon.partnerId,
      programId: coupon.programId,
      linkId: null,
      couponId: coupon.id,
      ts,
      recordedAt: now(),
      verdict: "valid",
      verdictReason: null,
      landingUrl: null,
      referrer: null,
      userAgent: null,
      ipHash: null,
      country: null,
      consent: "unknown",
    },
  ]);
  return id;
}
