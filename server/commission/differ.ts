import type { History, Terms } from "@/server/attribution/history";
import type { Attribution, Outcome } from "@/server/attribution/rules";
import type { Millis } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { deriveHistory } from "./derivation";
import type { Stored } from "./load";
import { settle } from "./settle";
import type { NewEntry } from "./store/entries";
import type { StoredAttribution, StoredOutcome } from "./store/outcomes";

/** What must be written so that the database says what deriving says. Empty when it already does. */
export type Difference = {
  outcomes: StoredOutcome[];
  attributions: StoredAttribution[];
  attributionsGone: Id[];
  entries: NewEntry[];
  entriesReversed: Id[];
  newlyAttributed: Id[];
};

export function noDifference(): Difference {
  return {
    outcomes: [],
    attributions: [],
    attributionsGone: [],
    entries: [],
    entriesReversed: [],
    newlyAttributed: [],
  };
}

/** Derives one history and adds to `difference` what the stored rows lack or have too much. Writes nothing. */
export function differ(
  history: History,
  terms: Terms,
  stored: Stored,
  at: Millis,
  difference: Difference,
): void {
  const derived = deriveHistory(history, terms);
  const attributionsOfEvent = new Map<Id, Attribution[]>();
  for (const one of derived.attributions) {
    const list = attributionsOfEvent.get(one.eventId);
    if (list) list.push(one);
    else attributionsOfEvent.set(one.eventId, [one]);
  }
  for (const outcome of derived.outcomes) {
    differInOutcome(outcome, stored.outcomes.get(outcome.eventId), difference);
    differInAttributions(
      attributionsOfEvent.get(outcome.eventId) ?? [],
      stored.attributions.get(outcome.eventId) ?? [],
      difference,
    );
  }
  const entries = history.events.flatMap((event) => stored.entries.get(event.id) ?? []);
  const settled = settle(derived, entries);
  difference.entriesReversed.push(...settled.reverse);
  for (const posting of settled.post)
    difference.entries.push(timed({ ...posting, id: newId(), approvedAt: null }, at));
}

function differInOutcome(outcome: Outcome, before: StoredOutcome | undefined, difference: Difference): void {
  const detail = JSON.stringify(outcome.detail);
  const same =
    before &&
    before.status === outcome.status &&
    before.model === outcome.model &&
    before.termsId === outcome.termsId &&
    before.detail === detail;
  if (same) return;
  difference.outcomes.push({
    eventId: outcome.eventId,
    status: outcome.status,
    model: outcome.model,
    termsId: outcome.termsId,
    detail,
  });
  if (outcome.status === "attributed" && before?.status !== "attributed")
    difference.newlyAttributed.push(outcome.eventId);
}

function differInAttributions(
  wanted: readonly Attribution[],
  before: readonly StoredAttribution[],
  difference: Difference,
): void {
  const unmatched = new Map(before.map((one) => [`${one.clickId}:${one.partnerId}`, one]));
  for (const one of wanted) {
    const key = `${one.clickId}:${one.partnerId}`;
    const there = unmatched.get(key);
    if (
      there &&
      there.weight === one.weight &&
      there.termsId === one.termsId &&
      there.programId === one.programId
    )
      unmatched.delete(key);
    else difference.attributions.push({ ...one, id: newId() });
  }
  for (const one of unmatched.values()) difference.attributionsGone.push(one.id);
}

/** A new entry whose holdback is over is approved at once where the program approves by itself; negative ones always are. */
export function timed(entry: NewEntry, at: Millis): NewEntry {
  if (entry.status === "approved") return { ...entry, approvedAt: at };
  if (entry.approval === "auto" && entry.availableAt <= at)
    return { ...entry, status: "approved", approvedAt: at };
  return entry;
}
