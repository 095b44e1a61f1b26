import { type Millis, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { MacroValues } from "../macros";

export type NewDelivery = {
  id: Id;
  receiverId: Id;
  messageId: Id;
  number: number;
  /** Receiver and object, whose deliveries keep their order; null: outside all order. */
  lane: string | null;
  macros: MacroValues | null;
};

/** A delivery as the log shows it. */
export type DeliveryRow = {
  id: Id;
  receiverId: Id;
  messageId: Id;
  number: number;
  type: string;
  createdAt: Millis;
  /** Whether a person asked for it. */
  asked: boolean;
  attempts: number;
  nextAt: Millis;
  endedAt: Millis | null;
  outcome: "delivered" | "failed" | null;
  lastStatus: number | null;
  lastError: string | null;
  lastAttemptAt: Millis | null;
  lastDurationMs: number | null;
};

export type DeliveryPage = {
  receiverId: Id;
  status?: "waiting" | "delivered" | "failed" | undefined;
  type?: string | undefined;
  limit: number;
  cursor?: Id | undefined;
};

/** Adds deliveries that are due now; a message that a receiver has already is left out. Returns how many were added. */
export async function insertDeliveries(tx: Tx, rows: readonly NewDelivery[]): Promise<number> {
  if (rows.length === 0) return 0;
  const macros = rows.map((row) => (row.macros === null ? null : JSON.stringify(row.macros)));
  const added = await tx.sql`
    insert into webhook_deliveries (brand_id, id, receiver_id, message_id, number, lane, macros, created_at, next_at)
    select ${tx.brandId}::uuid, d.id, d.receiver_id, d.message_id, d.number, d.lane, d.macros::jsonb, ${now()}::timestamptz,
      ${now()}::timestamptz
    from unnest(
      ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.receiverId)}::uuid[],
      ${rows.map((row) => row.messageId)}::uuid[], ${rows.map((row) => row.number)}::integer[],
      ${rows.map((row) => row.lane)}::text[], ${macros}::text[]
    ) as d(id, receiver_id, message_id, number, lane, macros)
    on conflict do nothing`;
  return added.count;
}

function shown(tx: Tx) {
  return tx.sql`
    select d.id, d.receiver_id as "receiverId", d.message_id as "messageId", d.number, m.type, d.created_at as "createdAt",
      d.lane is null as asked, d.attempts, d.next_at as "nextAt", d.ended_at as "endedAt", d.outcome, a.status as "lastStatus", a.error as "lastError",
      a.started_at as "lastAttemptAt", a.duration_ms as "lastDurationMs"
    from webhook_deliveries d
    join webhook_messages m on m.brand_id = d.brand_id and m.id = d.message_id
    left join webhook_attempts a on a.brand_id = d.brand_id and a.delivery_id = d.id and a.number = d.attempts`;
}

/** One row more than the page holds, newest first. */
export function pageOfDeliveries(tx: Tx, page: DeliveryPage): Promise<DeliveryRow[]> {
  const { sql } = tx;
  const state =
    page.status === "waiting" ? sql`and d.outcome is null` : sql`and d.outcome = ${page.status ?? ""}`;
  return sql<DeliveryRow[]>`
    ${shown(tx)}
    where d.brand_id = ${tx.brandId} and d.receiver_id = ${page.receiverId} ${page.status ? state : sql``}
      ${page.type ? sql`and m.type = ${page.type}` : sql``} ${page.cursor ? sql`and d.id < ${page.cursor}` : sql``}
    order by d.id desc limit ${page.limit + 1}`;
}

export async function loadDelivery(tx: Tx, id: Id): Promise<DeliveryRow | null> {
  const [row] = await tx.sql<DeliveryRow[]>`${shown(tx)} where d.brand_id = ${tx.brandId} and d.id = ${id}`;
  return row ?? null;
}

/** The message's body and what a postback is filled with. */
export async function loadContent(
  tx: Tx,
  id: Id,
): Promise<{ body: string; macros: MacroValues | null } | null> {
  const [row] = await tx.sql<{ body: string; macros: MacroValues | null }[]>`
    select m.body, d.macros
    from webhook_deliveries d join webhook_messages m on m.brand_id = d.brand_id and m.id = d.message_id
    where d.brand_id = ${tx.brandId} and d.id = ${id}`;
  return row ?? null;
}

/** How often this message was put on its way to this receiver. */
export async function countOfMessage(tx: Tx, messageId: Id, receiverId: Id): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from webhook_deliveries
    where brand_id = ${tx.brandId} and message_id = ${messageId} and receiver_id = ${receiverId}`;
  return row?.count ?? 0;
}

/** Makes what waits for a receiver due now. `anew`: it is tried for three days from now on, as if it had just come. */
export async function makeDue(tx: Tx, receiverId: Id, { anew }: { anew: boolean }): Promise<void> {
  await tx.sql`
    update webhook_deliveries
    set next_at = least(next_at, ${now()}), tried_since = case when ${anew} then null else tried_since end
    where brand_id = ${tx.brandId} and receiver_id = ${receiverId} and ended_at is null and (${anew} or next_at > ${now()})`;
}

/** The same for one delivery. */
export async function makeOneDue(tx: Tx, id: Id): Promise<void> {
  await tx.sql`
    update webhook_deliveries set next_at = ${now()}
    where brand_id = ${tx.brandId} and id = ${id} and ended_at is null and next_at > ${now()}`;
}
