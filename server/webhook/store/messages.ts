import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

export type MessageRow = { id: Id; type: string; body: string; createdAt: Millis };

/** Adds messages; those that are there already stay as they are. */
export async function insertMessages(tx: Tx, rows: readonly MessageRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql`
    insert into webhook_messages (brand_id, id, type, body, created_at)
    select ${tx.brandId}::uuid, m.id, m.type, m.body, m.created_at
    from unnest(
      ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.type)}::text[], ${rows.map((row) => row.body)}::text[],
      ${rows.map((row) => row.createdAt)}::timestamptz[]
    ) as m(id, type, body, created_at)
    on conflict do nothing`;
}
