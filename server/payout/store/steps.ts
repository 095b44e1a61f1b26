import type { Millis } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { Act } from "../books";
import type { PayoutStatus } from "../rules";

export type PayoutStep = { status: PayoutStatus; note: string; at: Millis; by: string };

const MAX_NOTE = 1_000;
/** More than a payout can go through in the days before a person is asked. */
const MAX_STEPS = 1_000;

export async function insertStep(tx: Tx, payoutId: Id, status: PayoutStatus, act: Act): Promise<void> {
  await tx.sql`
    insert into payout_steps (brand_id, id, payout_id, status, note, at, by)
    values (${tx.brandId}, ${newId()}, ${payoutId}, ${status}, ${act.note.slice(0, MAX_NOTE)}, ${act.at}, ${act.by})`;
}

/** What happened to a payout, oldest first. */
export function stepsOf(tx: Tx, payoutId: Id): Promise<PayoutStep[]> {
  return tx.sql<PayoutStep[]>`
    select status, note, at, by from payout_steps where brand_id = ${tx.brandId} and payout_id = ${payoutId}
    order by id limit ${MAX_STEPS}`;
}
