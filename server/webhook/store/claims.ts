import { type Millis, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { MacroValues } from "../macros";

/** A delivery that this process alone sends, until `claimedUntil`. */
export type Claim = {
  id: Id;
  messageId: Id;
  messageAt: Millis;
  body: string;
  macros: MacroValues | null;
  /** What people asked for is outside all order, and tried once. */
  inOrder: boolean;
  attempts: number;
  triedSince: Millis | null;
  claimedUntil: Millis;
};

export type Outcome = {
  claim: Claim;
  /** Null: it is tried again at `nextAt`. */
  outcome: "delivered" | "failed" | null;
  nextAt: Millis;
  triedSince: Millis;
};

/**
 * What of `d` may be sent now to its receiver `r`. One whose object has an earlier message on its way waits for that. What people
 * asked for goes to a receiver that is paused or rests, too. The first of a lane is asked for by its order, which only the index
 * of lanes has: for `not exists` the planner would compare all with all while its statistics say that there is next to nothing.
 */
function sendable({ sql }: Tx) {
  return sql`
    d.ended_at is null and d.next_at <= ${now()} and (d.claimed_until is null or d.claimed_until <= ${now()})
    and (d.lane is null or (r.paused_at is null and (r.rest_until is null or r.rest_until <= ${now()})))
    and (d.lane is null or d.seq = (
      select e.seq from webhook_deliveries e
      where e.brand_id = d.brand_id and e.lane = d.lane and e.ended_at is null
      order by e.seq limit 1))`;
}

/** The brand's receivers to whom something may be sent now. */
export async function readyReceivers(tx: Tx, limit: number): Promise<Id[]> {
  const rows = await tx.sql<{ id: Id }[]>`
    select r.id from webhook_receivers r
    where r.brand_id = ${tx.brandId} and r.deleted_at is null
      and exists (
        select 1 from webhook_deliveries d
        where d.brand_id = r.brand_id and d.receiver_id = r.id and ${sendable(tx)})
    order by r.id limit ${limit}`;
  return rows.map((row) => row.id);
}

/** Claims up to `limit` deliveries that may be sent to a receiver now. */
export function claimDue(tx: Tx, receiverId: Id, limit: number, leaseMs: Millis): Promise<Claim[]> {
  return tx.sql<Claim[]>`
    with due as (
      select d.brand_id, d.id
      from webhook_deliveries d join webhook_receivers r on r.brand_id = d.brand_id and r.id = d.receiver_id
      where d.brand_id = ${tx.brandId} and d.receiver_id = ${receiverId} and ${sendable(tx)}
      order by d.next_at, d.id limit ${limit} for no key update of d skip locked)
    update webhook_deliveries d set claimed_until = ${now() + leaseMs}
    from due, webhook_messages m
    where d.brand_id = due.brand_id and d.id = due.id and m.brand_id = d.brand_id and m.id = d.message_id
    returning d.id, d.message_id as "messageId", m.created_at as "messageAt", m.body, d.macros, d.lane is not null as "inOrder",
      d.attempts, d.tried_since as "triedSince", d.claimed_until as "claimedUntil"`;
}

/** Writes what became of claims. One that this process lost meanwhile is left to whoever has it now. */
export async function settleClaims(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.sql`
    update webhook_deliveries d
    set attempts = d.attempts + 1, claimed_until = null, next_at = o.next_at, tried_since = o.tried_since, outcome = o.outcome,
      ended_at = case when o.outcome is not null then ${now()}::timestamptz end
    from unnest(
      ${outcomes.map(({ claim }) => claim.id)}::uuid[], ${outcomes.map(({ claim }) => claim.claimedUntil)}::timestamptz[],
      ${outcomes.map(({ outcome }) => outcome)}::text[], ${outcomes.map(({ nextAt }) => nextAt)}::timestamptz[],
      ${outcomes.map(({ triedSince }) => triedSince)}::timestamptz[]
    ) as o(id, claimed_until, outcome, next_at, tried_since)
    where d.brand_id = ${tx.brandId} and d.id = o.id and d.claimed_until = o.claimed_until and d.ended_at is null`;
}
