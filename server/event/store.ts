import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/** An event as it is about to be stored. */
export type EventRow = {
  id: Id;
  userId: string;
  type: string;
  externalId: string | null;
  source: string;
  ts: Millis;
  value: Minor | null;
  currency: string | null;
  refundOf: string | null;
  refundOfId: Id | null;
  metadata: Record<string, unknown> | null;
};

/** What a repeated report is compared with. */
export type KnownEvent = Pick<
  EventRow,
  "id" | "type" | "userId" | "source" | "value" | "currency" | "refundOf"
> & {
  externalId: string;
};

export type ReferenceRow = Pick<
  EventRow,
  "id" | "type" | "ts" | "externalId" | "userId" | "value" | "currency"
>;

/** The stored events with these external ids, whatever their type. */
export function findByExternalId(tx: Tx, externalIds: readonly string[]): Promise<KnownEvent[]> {
  return tx.sql<KnownEvent[]>`
    select id, type, user_id as "userId", source, value_minor as value, currency, refund_of as "refundOf", external_id as "externalId"
    from events where external_id = any(${[...externalIds]}::text[])`;
}

/** The events with a value that these references may name, by id or by external id. */
export function findReferenced(
  tx: Tx,
  names: readonly string[],
  ids: readonly Id[],
): Promise<ReferenceRow[]> {
  return tx.sql<ReferenceRow[]>`
    select id, type, ts, external_id as "externalId", user_id as "userId", value_minor as value, currency
    from events
    where value_minor is not null and (external_id = any(${[...names]}::text[]) or id = any(${[...ids]}::uuid[]))`;
}

/** Adds the events that are not there yet and says which were added. Sorted, so that two groups cannot wait for each other. */
export async function insertEvents(tx: Tx, rows: readonly EventRow[]): Promise<Set<Id>> {
  const sorted = [...rows].sort((a, b) => compareText(a.type + a.externalId, b.type + b.externalId));
  const added = await tx.sql<{ id: Id }[]>`
    insert into events (brand_id, id, user_id, type, external_id, source, ts, value_minor, currency, refund_of, refund_of_id, metadata, created_at)
    select ${tx.brandId}::uuid, e.id, e.user_id, e.type, e.external_id, e.source, e.ts, e.value_minor, e.currency, e.refund_of, e.refund_of_id, e.metadata::jsonb, ${now()}::timestamptz
    from unnest(
      ${sorted.map((row) => row.id)}::uuid[], ${sorted.map((row) => row.userId)}::text[], ${sorted.map((row) => row.type)}::text[],
      ${sorted.map((row) => row.externalId)}::text[], ${sorted.map((row) => row.source)}::text[], ${sorted.map((row) => row.ts)}::timestamptz[],
      ${sorted.map((row) => (row.value === null ? null : String(row.value)))}::bigint[], ${sorted.map((row) => row.currency)}::text[],
      ${sorted.map((row) => row.refundOf)}::text[], ${sorted.map((row) => row.refundOfId)}::uuid[],
      ${sorted.map((row) => (row.metadata === null ? null : JSON.stringify(row.metadata)))}::text[]
    ) as e(id, user_id, type, external_id, source, ts, value_minor, currency, refund_of, refund_of_id, metadata)
    on conflict do nothing
    returning id`;
  return new Set(added.map((row) => row.id));
}

/**
 * Makes two transactions that may name each other's events run one after the other: the second to lock an external id reads
 * after the first has committed, so a refund and its sale that arrive at once always meet.
 */
export async function lockReferences(tx: Tx, names: readonly string[]): Promise<void> {
  const sorted = [...new Set(names)].sort(compareText);
  if (sorted.length === 0) return;
  await tx.sql`
    select pg_advisory_xact_lock(hashtextextended(${tx.brandId}::uuid::text || name, 0))
    from unnest(${sorted}::text[]) with ordinality as n(name, position) order by position`;
}

export async function insertAliases(
  tx: Tx,
  aliases: readonly { eventId: Id; userId: string; source: string }[],
): Promise<void> {
  await tx.sql`
    insert into event_aliases (brand_id, id, event_id, user_id, source, created_at)
    select ${tx.brandId}::uuid, a.id, a.event_id, a.user_id, a.source, ${now()}::timestamptz
    from unnest(
      ${aliases.map(() => newId())}::uuid[], ${aliases.map((alias) => alias.eventId)}::uuid[],
      ${aliases.map((alias) => alias.userId)}::text[], ${aliases.map((alias) => alias.source)}::text[]
    ) as a(id, event_id, user_id, source)
    on conflict do nothing`;
}

/** The names that other reports of these disputes give their sale. One of them may say what the others leave out. */
export async function namesOfDisputes(tx: Tx, externalIds: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ name: string }[]>`
    select distinct refund_of as name from events
    where brand_id = ${tx.brandId} and external_id = any(${[...externalIds]}::text[]) and refund_of is not null`;
  return rows.map((row) => row.name);
}

/**
 * The users whose histories these names tie together: owners of the sales that new and known refunds and disputes may mean, and
 * who reported those. A report moves between the histories of its reporter and of its sale, so that both must be held.
 */
export async function usersTiedBy(
  tx: Tx,
  externalIds: readonly string[],
  refundOfNames: readonly string[],
  refundOfIds: readonly Id[],
): Promise<string[]> {
  if (externalIds.length === 0 && refundOfNames.length === 0) return [];
  const rows = await tx.sql<{ userId: string }[]>`
    with reports as (
      select user_id, refund_of, refund_of_id from events where refund_of = any(${[...externalIds]}::text[])
      union all
      select user_id, refund_of, refund_of_id from events
      where external_id = any(${[...externalIds]}::text[]) and type in ('dispute_opened', 'dispute_won', 'dispute_lost')
    ), names as (
      select unnest(${[...refundOfNames]}::text[]) as name
      union select refund_of from reports where refund_of is not null
    )
    select user_id as "userId" from reports
    union
    select e.user_id from events e join names n on e.external_id = n.name
    union
    select e.user_id from events e where e.id = any(${[...refundOfIds]}::uuid[])
    union
    select e.user_id from reports r join events e on e.id = r.refund_of_id`;
  return rows.map((row) => row.userId);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export async function timeOf(tx: Tx, eventId: Id): Promise<Millis> {
  const [row] = await tx.sql<
    { ts: Millis }[]
  >`select ts from events where brand_id = ${tx.brandId} and id = ${eventId}`;
  if (!row) throw new Error(`event ${eventId} is gone`);
  return row.ts;
}
