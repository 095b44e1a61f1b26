import { type Millis, now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/** Ties a click that was made for this user to it. The caller derives the customer in the same transaction. */
export async function tieClick(tx: Tx, clickId: Id, userId: string, ts: Millis): Promise<void> {
  await tx.sql`
    insert into identities (brand_id, id, click_id, user_id, ts, created_at)
    values (${tx.brandId}, ${newId()}, ${clickId}, ${userId}, ${ts}, ${now()})`;
}

/** Whether a user already has a coupon's click of this instant. */
export async function hasCouponClick(tx: Tx, couponId: Id, userId: string, ts: Millis): Promise<boolean> {
  const [row] = await tx.sql<{ found: boolean }[]>`
    select exists (
      select from identities i join clicks k on k.brand_id = i.brand_id and k.id = i.click_id
      where i.brand_id = ${tx.brandId} and i.user_id = ${userId} and k.coupon_id = ${couponId} and k.ts = ${ts}) as found`;
  return row?.found === true;
}
