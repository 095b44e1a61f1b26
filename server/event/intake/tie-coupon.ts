import { recordCouponClick } from "@/server/click/keeping/coupon";
import { ensureCustomers } from "@/server/identity/customers";
import { hasCouponClick, tieClick } from "@/server/identity/tie";
import type { Coupon } from "@/server/partner/read";
import type { Millis } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/postgres/database";

/**
 * Gives the customer the coupon's click at the event's time, once. `mayTie` is asked before a new one is made. The caller
 * derives the customer in the same transaction. Says whether there is a new click.
 */
export async function tieCoupon(
  tx: Tx,
  coupon: Coupon,
  use: { userId: string; ts: Millis },
  mayTie: () => void = () => undefined,
): Promise<boolean> {
  const { userId, ts } = use;
  await ensureCustomers(tx, [userId]);
  // Two reports of one use must not both find that it has no click yet.
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`coupon ${tx.brandId} ${coupon.id} ${userId} ${ts}`}, 0))`;
  if (await hasCouponClick(tx, coupon.id, userId, ts)) return false;
  mayTie();
  await tieClick(tx, await recordCouponClick(tx, coupon, ts), userId, ts);
  return true;
}
