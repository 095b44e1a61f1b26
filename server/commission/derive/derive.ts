import { lockCustomers } from "@/server/identity/history";
import { now } from "@/server/platform/clock";
import type { Asked, DerivationReport } from "@/server/platform/derivation";
import type { Id } from "@/server/platform/ids";
import { liveRoom } from "@/server/platform/live/room";
import { enqueue, type Message } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { insertEntries, reverseEntries } from "../store/entries";
import { deleteAttributions, insertAttributions, replaceOutcomes } from "../store/outcomes";
import { creditsOf } from "./credits";
import { type Difference, differ, noDifference } from "./differ";
import { holdTerms, load } from "./load";
import { ledgerMessages } from "./messages";

/** Derives the customers of these users again: the one operation that follows every new fact. See `Derive` in `platform/derivation`. */
export async function derive(tx: Tx, users: readonly string[], asked: Asked = {}): Promise<DerivationReport> {
  if (users.length === 0) return { newlyAttributed: [], entriesPosted: 0, credits: new Map() };
  const customerIds = await lockCustomers(tx, users);
  return deriveCustomers(tx, customerIds, asked);
}

/** The same for customers whose rows the caller has locked. */
export async function deriveCustomers(
  tx: Tx,
  customerIds: readonly Id[],
  { credits: eventIds = [], added }: Asked = {},
): Promise<DerivationReport> {
  const loaded = await load(tx, customerIds, { readTerms: holdTerms, eventIds, added });
  const difference = noDifference();
  for (const [id, history] of loaded.histories)
    differ(
      history,
      loaded.concerned.get(id) ?? history.events,
      loaded.terms,
      loaded.stored,
      now(),
      difference,
    );
  await save(tx, difference);
  tellOnlookers(tx.brandId, difference);
  return {
    newlyAttributed: difference.newlyAttributed,
    entriesPosted: difference.entries.length,
    credits: creditsOf(eventIds, loaded.stored, difference),
  };
}

/** The statements leave together on one connection; each later one may rest on the earlier. */
async function save(tx: Tx, difference: Difference): Promise<void> {
  await Promise.all([
    replaceOutcomes(tx, difference.outcomes),
    deleteAttributions(tx, difference.attributionsGone),
    insertAttributions(tx, difference.attributions),
    reverseEntries(tx, difference.entriesReversed, "replaced after deriving again"),
    insertEntries(tx, difference.entries, "event"),
    enqueue(tx, messagesOf(difference)),
  ]);
}

/** What is noted now is told when a moment has passed, and with it the commit. */
function tellOnlookers(brandId: Id, { entries }: Difference): void {
  const room = liveRoom();
  room.happened(brandId, null);
  for (const { partnerId } of entries) room.happened(brandId, partnerId);
}

function messagesOf(difference: Difference): Message[] {
  return [
    ...difference.newlyAttributed.map((eventId) => ({
      topic: "event.attributed",
      subject: eventId,
      payload: { eventId },
    })),
    ...ledgerMessages(difference.entriesReversed, difference.entries, "event"),
  ];
}
