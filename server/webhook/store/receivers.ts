import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { Health } from "../rules";

/** A webhook or a postback as it is stored. */
export type ReceiverRow = Health & {
  id: Id;
  kind: "webhook" | "postback";
  partnerId: Id | null;
  description: string;
  url: string;
  method: "GET" | "POST";
  body: string | null;
  /** Null: all types. */
  types: string[] | null;
  /** Sealed. */
  secret: string;
  previousSecret: string | null;
  previousSecretUntil: Millis | null;
  pausedAt: Millis | null;
  pausedBy: string | null;
  pauseReason: string | null;
  createdAt: Millis;
};

export type ReceiverPage = {
  kind: ReceiverRow["kind"];
  partnerId?: Id | undefined;
  limit: number;
  cursor?: Id | undefined;
};

function columns(tx: Tx) {
  return tx.sql`id, kind, partner_id as "partnerId", description, url, method, body, types, secret,
    previous_secret as "previousSecret", previous_secret_until as "previousSecretUntil", paused_at as "pausedAt",
    paused_by as "pausedBy", pause_reason as "pauseReason", failures, failing_since as "failingSince",
    rest_until as "restUntil", created_at as "createdAt"`;
}

export async function insertReceiver(tx: Tx, row: ReceiverRow): Promise<void> {
  await tx.sql`
    insert into webhook_receivers (brand_id, id, kind, partner_id, description, url, method, body, types, secret, created_at)
    values (${tx.brandId}, ${row.id}, ${row.kind}, ${row.partnerId}, ${row.description}, ${row.url}, ${row.method}, ${row.body},
      ${row.types}, ${row.secret}, ${row.createdAt})`;
}

/** One row more than the page holds, newest first. */
export function pageOfReceivers(
  tx: Tx,
  { kind, partnerId, limit, cursor }: ReceiverPage,
): Promise<ReceiverRow[]> {
  const { sql } = tx;
  return sql<ReceiverRow[]>`
    select ${columns(tx)} from webhook_receivers
    where brand_id = ${tx.brandId} and kind = ${kind} and deleted_at is null
      ${partnerId ? sql`and partner_id = ${partnerId}` : sql``} ${cursor ? sql`and id < ${cursor}` : sql``}
    order by id desc limit ${limit + 1}`;
}

/** All that are not deleted. */
export function allReceivers(tx: Tx): Promise<ReceiverRow[]> {
  return tx.sql<ReceiverRow[]>`
    select ${columns(tx)} from webhook_receivers where brand_id = ${tx.brandId} and deleted_at is null order by id`;
}

export async function loadReceiver(tx: Tx, id: Id): Promise<ReceiverRow | null> {
  const [row] = await tx.sql<ReceiverRow[]>`
    select ${columns(tx)} from webhook_receivers where brand_id = ${tx.brandId} and id = ${id} and deleted_at is null`;
  return row ?? null;
}

/** The same, which nobody else changes until the transaction ends. */
export async function lockReceiver(tx: Tx, id: Id): Promise<ReceiverRow | null> {
  const [row] = await tx.sql<ReceiverRow[]>`
    select ${columns(tx)} from webhook_receivers
    where brand_id = ${tx.brandId} and id = ${id} and deleted_at is null for no key update`;
  return row ?? null;
}

/** Lets no two receivers of one kind be made at once, so that counting them counts. */
export async function countReceivers(
  tx: Tx,
  kind: ReceiverRow["kind"],
  partnerId: Id | null,
): Promise<number> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended('receivers ' || ${tx.brandId}::uuid::text, 0))`;
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from webhook_receivers
    where brand_id = ${tx.brandId} and kind = ${kind} and partner_id is not distinct from ${partnerId}::uuid and deleted_at is null`;
  return row?.count ?? 0;
}

export async function saveReceiver(tx: Tx, row: ReceiverRow): Promise<void> {
  await tx.sql`
    update webhook_receivers set description = ${row.description}, url = ${row.url}, method = ${row.method}, body = ${row.body},
      types = ${row.types}, secret = ${row.secret}, previous_secret = ${row.previousSecret},
      previous_secret_until = ${row.previousSecretUntil}, paused_at = ${row.pausedAt}, paused_by = ${row.pausedBy},
      pause_reason = ${row.pauseReason}, failures = ${row.failures}, failing_since = ${row.failingSince},
      rest_until = ${row.restUntil}
    where brand_id = ${tx.brandId} and id = ${row.id}`;
}

export async function markDeleted(tx: Tx, id: Id, at: Millis): Promise<void> {
  await tx.sql`update webhook_receivers set deleted_at = ${at} where brand_id = ${tx.brandId} and id = ${id}`;
}
