import type { History, Terms } from "@/server/attribution/history";
import type { Attribution, Outcome } from "@/server/attribution/rules";
import type { EventFact } from "@/server/event/rules";
import type { Millis } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { type Derived, deriveHistory } from "../derivation";
import { settle } from "../settle";
import type { NewEntry } from "../store/entries";
import type { StoredAttribution, StoredOutcome } from "../store/outcomes";
import { byEvent, type Stored } from "./load";

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

/** Derives one history and adds to `difference` what the rows stored for `events` of it lack or have too much. Writes nothing. */
export function differ(
  history: History,
  events: readonly EventFact[],
  terms: Terms,
  stored: Stored,
  at: Millis,
  difference: Difference,
): void {
  const derived = about(events, history, deriveHistory(history, terms));
  const attributionsOfEvent = byEvent(derived.attributions);
  for (const outcome of derived.outcomes) {
    differInOutcome(outcome, stored.outcomes.get(outcome.eventId), difference);
    differInAttributions(
      attributionsOfEvent.get(outcome.eventId) ?? [],
      stored.attributions.get(outcome.eventId) ?? [],
      difference,
    );
  }
  const entries = events.flatMap((event) => stored.entries.get(event.id) ?? []);
  const settled = settle(derived, entries);
  difference.entriesReversed.push(...settled.reverse);
  for (const posting of settled.post)
    difference.entries.push(timed({ ...posting, id: newId(), approvedAt: null }, at));
}

/** What was derived, as far as it is about these events of the history. */
function about(events: readonly EventFact[], history: History, derived: Derived): Derived {
  if (events.length === history.events.length) return derived;
  const ids = new Set(events.map((event) => event.id));
  return {
    ...derived,
    outcomes: derived.outcomes.filter((one) => ids.has(one.eventId)),
    attributions: derived.attributions.filter((one) => ids.has(one.eventId)),
    owed: derived.owed.filter((one) => ids.has(one.eventId)),
  };
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
  if (before.length === 0) {
    for (const one of wanted) difference.attributions.push({ ...one, id: newId() });
    return;
  }
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
