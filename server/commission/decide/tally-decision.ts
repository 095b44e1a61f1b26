import type { Decision, History } from "@/server/attribution/history";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { deriveHistory } from "../derivation";
import { load, loadTerms } from "../derive/load";
import type { Tally } from "../terms/tally";

/** Adds what the ledger would hold for these customers if one more decision had been made. */
export async function tallyDecision(
  tx: Tx,
  customerIds: readonly Id[],
  decision: Decision,
  tally: Tally,
): Promise<void> {
  if (customerIds.length === 0) return;
  const decided = (history: History): History => ({
    ...history,
    decisions: [...history.decisions, decision],
  });
  const { histories, stored, terms } = await load(tx, customerIds, {
    // The decision may be the first to speak of its program.
    readTerms: (own, known) => loadTerms(own, Array.from(known, decided)),
  });
  for (const history of histories.values()) {
    const entries = history.events.flatMap((event) => stored.entries.get(event.id) ?? []);
    tally.add(history.events.length, deriveHistory(decided(history), terms), entries);
  }
}
