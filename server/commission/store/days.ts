import type { CommissionKey } from "@/server/attribution/history";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/** Lets one transaction at a time derive or decide about a program's day; other days do not wait. */
export async function lockDay(tx: Tx, programId: Id, day: string): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`click day ${tx.brandId} ${programId} ${day}`}, 0))`;
}

/** The pay-per-click keys of a day whose last decision is a reversal; the day stands where an event would. */
export async function reversedDays(tx: Tx, programId: Id, day: string): Promise<CommissionKey[]> {
  const rows = await tx.sql<(CommissionKey & { kind: string })[]>`
    select distinct on (partner_id, rule_id, currency) kind, click_day as "eventId", partner_id as "partnerId",
      program_id as "programId", rule_id as "ruleId", currency
    from decisions
    where brand_id = ${tx.brandId} and click_day = ${day} and program_id = ${programId}
    order by partner_id, rule_id, currency, id desc`;
  return rows.filter((row) => row.kind === "reverse");
}

/**
 * Every local day on which a program has clicks, in its time zone, or entries for clicks: in the time zone it had before, the
 * same clicks may have fallen on another day.
 */
export async function daysWithClicks(tx: Tx, programId: Id, timeZone: string): Promise<string[]> {
  const rows = await tx.sql<{ day: string }[]>`
    select (ts at time zone ${timeZone})::date as day from clicks
    where brand_id = ${tx.brandId} and program_id = ${programId}
    union
    select click_day from commissions
    where brand_id = ${tx.brandId} and program_id = ${programId} and click_day is not null and status <> 'reversed'`;
  return rows.map((row) => row.day);
}
