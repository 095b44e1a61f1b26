import { outcomeSentence } from "@/server/attribution/rules";
import type { EventCredit } from "@/server/platform/derivation";
import type { Id } from "@/server/platform/ids";
import type { Difference } from "./differ";
import { byEvent, type Stored } from "./load";

/** How these events stand now: what was stored before, with the difference applied. Events that nobody derived are left out. */
export function creditsOf(
  eventIds: readonly Id[],
  stored: Stored,
  difference: Difference,
): Map<Id, EventCredit> {
  const outcomes = new Map(difference.outcomes.map((outcome) => [outcome.eventId, outcome]));
  const added = { attributions: byEvent(difference.attributions), entries: byEvent(difference.entries) };
  const gone = new Set([...difference.attributionsGone, ...difference.entriesReversed]);
  const now = <T extends { id: Id }>(before: readonly T[] = [], after: readonly T[] = []): T[] => [
    ...before.filter((row) => !gone.has(row.id)),
    ...after,
  ];
  const credits = new Map<Id, EventCredit>();
  for (const id of eventIds) {
    const outcome = outcomes.get(id) ?? stored.outcomes.get(id);
    if (!outcome) continue;
    const entries = now<{ id: Id; partnerId: Id; programId: Id }>(
      stored.entries.get(id),
      added.entries.get(id),
    );
    const touches = now(stored.attributions.get(id), added.attributions.get(id)).map((one) => ({
      clickId: one.clickId,
      partnerId: one.partnerId,
      programId: one.programId,
      weight: one.weight,
      attributionId: one.id,
      commissionIds: entries
        .filter((entry) => entry.partnerId === one.partnerId && entry.programId === one.programId)
        .map((entry) => entry.id),
    }));
    const reason = outcome.status === "attributed" ? null : outcomeSentence(JSON.parse(outcome.detail));
    credits.set(id, { status: outcome.status, model: outcome.model, reason, touches });
  }
  return credits;
}
