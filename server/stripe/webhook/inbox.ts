import type { Millis } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Database, Tx } from "@/server/platform/postgres/database";
import type { StripeEvent } from "./webhook";

/** An event that waits to be worked off. */
export type Waiting = { id: Id; stripeId: string; payload: string; attempts: number };

export type InboxEntry = {
  id: Id;
  stripeId: string;
  type: string;
  createdAt: Millis;
  receivedAt: Millis;
  status: "waiting" | "done" | "failed";
  attempts: number;
  dueAt: Millis;
  reason: string | null;
  doneAt: Millis | null;
};

const SECOND_MS = 1_000;

/** Keeps events that were signed, each once. Gives back the ids, as Stripe writes them, of those that are new. */
export async function keepEvents(
  tx: Tx,
  events: readonly { event: StripeEvent; payload: string }[],
  now: Millis,
): Promise<Set<string>> {
  // Sorted, so that two groups with the same events wait for each other in one direction only.
  const sorted = [...events].sort((a, b) => (a.event.id < b.event.id ? -1 : 1));
  const added = await tx.sql<{ stripeId: string }[]>`
    insert into stripe_events (brand_id, id, stripe_id, type, created_at, received_at, payload, due_at)
    select ${tx.brandId}::uuid, e.id, e.stripe_id, e.type, e.created_at, ${now}::timestamptz, e.payload, ${now}::timestamptz
    from unnest(${sorted.map(() => newId(now))}::uuid[], ${sorted.map(({ event }) => event.id)}::text[],
      ${sorted.map(({ event }) => event.type)}::text[], ${sorted.map(({ event }) => event.created * SECOND_MS)}::timestamptz[],
      ${sorted.map(({ payload }) => payload)}::text[]) as e(id, stripe_id, type, created_at, payload)
    on conflict (brand_id, stripe_id) do nothing returning stripe_id as "stripeId"`;
  return new Set(added.map(({ stripeId }) => stripeId));
}

/** Takes waiting events that are due, oldest first, and holds them until the transaction ends. Others take others. */
export function claimDue(tx: Tx, now: Millis, limit: number): Promise<Waiting[]> {
  return tx.sql<Waiting[]>`
    select id, stripe_id as "stripeId", payload, attempts from stripe_events
    where brand_id = ${tx.brandId} and status = 'waiting' and due_at <= ${now}
    order by due_at, id limit ${limit} for update skip locked`;
}

/** Takes one event, unless somebody else holds it or it is done. */
export async function claimOne(tx: Tx, id: Id): Promise<Waiting | null> {
  const [row] = await tx.sql<Waiting[]>`
    select id, stripe_id as "stripeId", payload, attempts from stripe_events
    where brand_id = ${tx.brandId} and id = ${id} and status = 'waiting' for update skip locked`;
  return row ?? null;
}

export async function markDone(
  tx: Tx,
  ids: readonly Id[],
  now: Millis,
  note: string | null = null,
): Promise<void> {
  await tx.sql`
    update stripe_events set status = 'done', done_at = ${now}, reason = ${note}, attempts = attempts + 1
    where brand_id = ${tx.brandId} and id = any(${[...ids]}::uuid[])`;
}

/** Notes why an event could not be worked off, and when it is tried again: never, when `dueAt` is null. */
export async function markTried(
  tx: Tx,
  id: Id,
  { reason, dueAt, awaits = null }: { reason: string; dueAt: Millis | null; awaits?: string | null },
): Promise<void> {
  await tx.sql`
    update stripe_events set attempts = attempts + 1, reason = ${reason}, awaits = ${awaits},
      status = ${dueAt === null ? "failed" : "waiting"}, due_at = coalesce(${dueAt}::timestamptz, due_at)
    where brand_id = ${tx.brandId} and id = ${id} and status = 'waiting'`;
}

/** Lets what waits for a payment's sale look again at once, where the sale is known by now. */
export async function hasten(tx: Tx, now: Millis): Promise<void> {
  await tx.sql`
    update stripe_events e set due_at = ${now}
    where e.brand_id = ${tx.brandId} and e.status = 'waiting' and e.due_at > ${now} and e.awaits is not null
      and exists (select from stripe_payments p where p.brand_id = e.brand_id and p.payment = e.awaits)`;
}

/** Puts events that failed back in line: these, or all. Says how many there were. */
export async function runAgain(tx: Tx, now: Millis, ids?: readonly Id[]): Promise<number> {
  const again = await tx.sql`
    update stripe_events set status = 'waiting', attempts = 0, due_at = ${now}
    where brand_id = ${tx.brandId} and status = 'failed'
      and (${ids === undefined} or id = any(${[...(ids ?? [])]}::uuid[]))
    returning 1`;
  return again.length;
}

/** One row more than the page holds, newest first. */
export function listEvents(
  tx: Tx,
  page: { status?: InboxEntry["status"] | undefined; limit: number; cursor?: Id | undefined },
): Promise<InboxEntry[]> {
  return tx.sql<InboxEntry[]>`
    select id, stripe_id as "stripeId", type, created_at as "createdAt", received_at as "receivedAt", status, attempts,
      due_at as "dueAt", reason, done_at as "doneAt"
    from stripe_events
    where brand_id = ${tx.brandId} and (${page.status ?? null}::text is null or status = ${page.status ?? null})
      and (${page.cursor ?? null}::uuid is null or id < ${page.cursor ?? null}::uuid)
    order by id desc limit ${page.limit + 1}`;
}

/** Brands with events that are due. */
export function brandsWithDueEvents(database: Database, now: Millis): Promise<Id[]> {
  return database.asSystem("work off Stripe's events", async (sql) => {
    const rows = await sql<{ brandId: Id }[]>`
      select distinct brand_id as "brandId" from stripe_events where status = 'waiting' and due_at <= ${now}`;
    return rows.map(({ brandId }) => brandId);
  });
}

/** How much waits, how much failed, and when something last came. */
export async function countInbox(
  tx: Tx,
): Promise<{ waiting: number; failed: number; lastAt: Millis | null }> {
  const [row] = await tx.sql<{ waiting: number; failed: number; lastAt: Millis | null }[]>`
    select (select count(*)::int from stripe_events where brand_id = ${tx.brandId} and status = 'waiting') as waiting,
      (select count(*)::int from stripe_events where brand_id = ${tx.brandId} and status = 'failed') as failed,
      (select received_at from stripe_events where brand_id = ${tx.brandId} order by id desc limit 1) as "lastAt"`;
  return row ?? { waiting: 0, failed: 0, lastAt: null };
}
