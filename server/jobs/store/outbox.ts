import { type Millis, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { TransactionSql } from "@/server/platform/postgres/sql";

/** A row of the outbox. */
export type Waiting = {
  /** The order in which changes were written; PostgreSQL counts. */
  seq: bigint;
  id: Id;
  topic: string;
  subject: string;
  payload: Record<string, unknown>;
  createdAt: Millis;
};

/** What the outbox holds: how many rows, up to a limit, and since when the oldest waits. */
export type Depth = { waiting: number; oldestAt: Millis | null };

const MAX_BRANDS = 1_000;
const MAX_COUNTED = 100_000;

/** The brands that have changes waiting. It jumps from brand to brand along the key, whatever number of rows each has. */
export async function brandsWithChanges(sql: TransactionSql): Promise<Id[]> {
  const rows = await sql<{ id: Id }[]>`
    with recursive waiting as (
      (select brand_id from outbox order by brand_id limit 1)
      union all
      select (select o.brand_id from outbox o where o.brand_id > w.brand_id order by o.brand_id limit 1)
      from waiting w where w.brand_id is not null
    )
    select brand_id as id from waiting where brand_id is not null limit ${MAX_BRANDS}`;
  return rows.map((row) => row.id);
}

/** Whether this transaction is the only one that relays the brand's changes, until it ends. */
export async function takeTurn(sql: TransactionSql, brandId: Id): Promise<boolean> {
  const [turn] = await sql<{ mine: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended('relay ' || ${brandId}::uuid::text, 0)) as mine`;
  return turn?.mine === true;
}

export function oldestChanges(sql: TransactionSql, brandId: Id, limit: number): Promise<Waiting[]> {
  return sql<Waiting[]>`
    select seq, id, topic, subject, payload, created_at as "createdAt" from outbox
    where brand_id = ${brandId} order by seq limit ${limit}`;
}

export async function deleteChanges(
  sql: TransactionSql,
  brandId: Id,
  changes: readonly Waiting[],
): Promise<void> {
  const seqs = changes.map(({ seq }) => String(seq));
  await sql`delete from outbox where brand_id = ${brandId} and seq = any(${seqs}::bigint[])`;
}

/** Keeps a change that a consumer could not take. The first reason stays. */
export async function setAside(
  sql: TransactionSql,
  brandId: Id,
  change: Waiting,
  fault: { consumer: string; reason: string },
): Promise<void> {
  await sql`
    insert into changes_set_aside (brand_id, id, consumer, topic, subject, payload, created_at, set_aside_at, reason)
    values (${brandId}, ${change.id}, ${fault.consumer}, ${change.topic}, ${change.subject},
      ${JSON.stringify(change.payload)}::text::jsonb, ${change.createdAt}::timestamptz, ${now()}::timestamptz, ${fault.reason})
    on conflict do nothing`;
}

/** Of one brand, or of all. */
export async function depthOf(sql: TransactionSql, brandId: Id | null): Promise<Depth> {
  const [row] = await sql<Depth[]>`
    select count(*)::int as waiting, min(created_at) as "oldestAt" from (
      select created_at from outbox where ${brandId}::uuid is null or brand_id = ${brandId}::uuid limit ${MAX_COUNTED}) o`;
  return row ?? { waiting: 0, oldestAt: null };
}
