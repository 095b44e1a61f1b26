import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

export type AttemptRow = {
  number: number;
  startedAt: Millis;
  durationMs: number;
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  /** Null where it is the message's body, or there was none. */
  requestBody: string | null;
  status: number | null;
  replyHeaders: Record<string, string> | null;
  replyBody: string | null;
  error: string | null;
};

/** Adds to the log. An attempt of the same number by a process that was given up for dead is kept as the first wrote it. */
export async function insertAttempts(
  tx: Tx,
  rows: readonly (AttemptRow & { deliveryId: Id })[],
): Promise<void> {
  if (rows.length === 0) return;
  const replyHeaders = rows.map((row) =>
    row.replyHeaders === null ? null : JSON.stringify(row.replyHeaders),
  );
  await tx.sql`
    insert into webhook_attempts (brand_id, delivery_id, number, started_at, duration_ms, method, url, request_headers,
      request_body, status, reply_headers, reply_body, error)
    select ${tx.brandId}::uuid, a.delivery_id, a.number, a.started_at, a.duration_ms, a.method, a.url, a.request_headers::jsonb,
      a.request_body, a.status, a.reply_headers::jsonb, a.reply_body, a.error
    from unnest(
      ${rows.map((row) => row.deliveryId)}::uuid[], ${rows.map((row) => row.number)}::integer[],
      ${rows.map((row) => row.startedAt)}::timestamptz[], ${rows.map((row) => row.durationMs)}::integer[],
      ${rows.map((row) => row.method)}::text[], ${rows.map((row) => row.url)}::text[],
      ${rows.map((row) => JSON.stringify(row.requestHeaders))}::text[], ${rows.map((row) => row.requestBody)}::text[],
      ${rows.map((row) => row.status)}::integer[], ${replyHeaders}::text[], ${rows.map((row) => row.replyBody)}::text[],
      ${rows.map((row) => row.error)}::text[]
    ) as a(delivery_id, number, started_at, duration_ms, method, url, request_headers, request_body, status, reply_headers,
      reply_body, error)
    on conflict do nothing`;
}

/** Newest first. */
export function attemptsOf(tx: Tx, deliveryId: Id, limit: number): Promise<AttemptRow[]> {
  return tx.sql<AttemptRow[]>`
    select number, started_at as "startedAt", duration_ms as "durationMs", method, url, request_headers as "requestHeaders",
      request_body as "requestBody", status, reply_headers as "replyHeaders", reply_body as "replyBody", error
    from webhook_attempts where brand_id = ${tx.brandId} and delivery_id = ${deliveryId}
    order by number desc limit ${limit}`;
}
