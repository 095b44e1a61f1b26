import type { Millis } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/** Lets one transaction at a time plan a brand's payouts. */
export async function lockPlanning(tx: Tx): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`payout planning ${tx.brandId}`}, 0))`;
}

type NewRun = { dueOn: string | null; planned: number; carried: number; at: Millis; by: string };

export async function insertRun(tx: Tx, run: NewRun): Promise<void> {
  await tx.sql`
    insert into payout_runs (brand_id, id, due_on, planned, carried, created_at, created_by)
    values (${tx.brandId}, ${newId()}, ${run.dueOn}, ${run.planned}, ${run.carried}, ${run.at}, ${run.by})`;
}

/** Whether the payouts of a day of the schedule have been planned. */
export async function wasPlanned(tx: Tx, dueOn: string): Promise<boolean> {
  const rows = await tx.sql`
    select 1 from payout_runs where brand_id = ${tx.brandId} and due_on = ${dueOn}`;
  return rows.length > 0;
}
