import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { type CommissionRow, listEntries } from "../store/ledger";

export type { CommissionRow } from "../store/ledger";

/** More entries than one event can come to: each change of mind adds one or two for each partner. */
const MAX_ENTRIES_OF_EVENT = 1_000;

/** All entries of an event, oldest first, reversed ones included. */
export async function entriesOfEvent(tx: Tx, eventId: Id): Promise<CommissionRow[]> {
  const rows = await listEntries(tx, { eventId, limit: MAX_ENTRIES_OF_EVENT });
  return rows.reverse();
}
