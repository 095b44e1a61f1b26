import type { Id } from "@/server/platform/ids";
import type { Message } from "@/server/platform/outbox";
import type { EntrySource, NewEntry } from "../store/entries";

/** What others learn of a change of the ledger, in the order in which it happened. */
export function ledgerMessages(
  reversed: readonly Id[],
  posted: readonly NewEntry[],
  source: EntrySource,
): Message[] {
  return [
    ...reversed.map((id) => message("reversed", id)),
    ...posted.map((entry) => message("created", entry.id, sourceOf(entry, source))),
    ...posted.filter((entry) => entry.approvedAt !== null).map((entry) => message("approved", entry.id)),
  ];
}

export function message(what: "created" | "approved" | "reversed", id: Id, about: object = {}): Message {
  return { topic: `commission.${what}`, subject: id, payload: { commissionId: id, ...about } };
}

function sourceOf(entry: NewEntry, source: EntrySource): object {
  return source === "event" ? { eventId: entry.eventId } : { clickDay: entry.eventId };
}
