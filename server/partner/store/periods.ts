import { and, asc, eq } from "drizzle-orm";
import { partnerPeriods } from "@/db/schema/roster/partner";
import type { Millis } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

export type ActivePeriod = {
  from: Millis;
  to: Millis | null;
  endedBy: string | null;
  endReason: string | null;
};
export type PeriodEnd = { at: Millis; by: string; reason: string | null };

export async function openPeriod(tx: Tx, partnerId: Id, from: Millis): Promise<void> {
  await tx.orm.insert(partnerPeriods).values({ brandId: tx.brandId, id: newId(), partnerId, from });
}

/** Clocks of two servers may differ, so a period is never made to end before it began. */
export async function closePeriod(tx: Tx, partnerId: Id, end: PeriodEnd): Promise<void> {
  await tx.sql`
    update partner_periods
    set active_to = greatest(${end.at}::timestamptz, active_from), ended_by = ${end.by}, end_reason = ${end.reason}
    where brand_id = ${tx.brandId} and partner_id = ${partnerId} and active_to is null`;
}

/** Earliest first. */
export function loadPeriods(tx: Tx, partnerId: Id): Promise<ActivePeriod[]> {
  const { from, to, endedBy, endReason } = partnerPeriods;
  return tx.orm
    .select({ from, to, endedBy, endReason })
    .from(partnerPeriods)
    .where(and(eq(partnerPeriods.brandId, tx.brandId), eq(partnerPeriods.partnerId, partnerId)))
    .orderBy(asc(from), asc(partnerPeriods.id));
}
