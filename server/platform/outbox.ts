import { now } from "./clock";
import { newId } from "./ids";
import { ofProcess } from "./memory/of-process";
import type { Tx } from "./postgres/database";

/** Something that must follow a change. Messages of one `subject` are relayed in the order they were written. */
export type Message = { topic: string; subject: string; payload: Record<string, unknown> };

const listeners = (): Set<() => void> => ofProcess("outbox.listeners", () => new Set());

/** Calls `listener` whenever this process writes messages, a moment before they are committed. Returns what ends that. */
export function onEnqueue(listener: () => void): () => void {
  listeners().add(listener);
  return () => void listeners().delete(listener);
}

/** Writes messages in the transaction of the change they follow. */
export async function enqueue(tx: Pick<Tx, "sql" | "brandId">, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return;
  await tx.sql`
    insert into outbox (brand_id, id, topic, subject, payload, created_at)
    select ${tx.brandId}::uuid, m.id, m.topic, m.subject, m.payload::jsonb, ${now()}::timestamptz
    from unnest(
      ${messages.map(() => newId())}::uuid[],
      ${messages.map((message) => message.topic)}::text[],
      ${messages.map((message) => message.subject)}::text[],
      ${messages.map((message) => JSON.stringify(message.payload))}::text[]
    ) as m(id, topic, subject, payload)`;
  for (const listener of listeners()) listener();
}
