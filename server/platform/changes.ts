import type { Tx } from "./database";
import type { Sql } from "./sql";

/** What other processes must forget: the kind of thing and its key in their caches. */
export type Change = { kind: "api_key" | "link" | "program" | "brand"; key: string };

const CHANNEL = "openpartner_changes";

/** Tells every process, when the transaction commits, that something they may remember has changed. */
export async function announce(tx: Tx, change: Change): Promise<void> {
  await tx.sql`select pg_notify(${CHANNEL}, ${JSON.stringify(change)})`;
}

/**
 * Calls `onChange` for each announced change. `onGap` is called whenever the connection is made or made again: changes
 * may have been missed before it, so everything remembered must go.
 */
export async function listenForChanges(
  sql: Sql,
  onChange: (change: Change) => void,
  onGap: () => void,
): Promise<{ stop(): Promise<void> }> {
  const listener = await sql.listen(CHANNEL, (payload) => onChange(JSON.parse(payload) as Change), onGap);
  return { stop: () => listener.unlisten() };
}
