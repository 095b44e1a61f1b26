import { type Decision, type History, inOrder, keyText, type Terms } from "@/server/attribution/history";
import { type Attribution, attribute, type Outcome } from "@/server/attribution/rules";
import { subjectOf } from "@/server/attribution/touches";
import { netValues } from "@/server/event/net";
import { compareEvents } from "@/server/event/rules";
import type { Minor } from "@/server/money/minor";
import type { Id } from "@/server/platform/ids";
import { type CreditedEvent, type Owed, owed } from "./rules";

/** Everything that follows from one customer's history. */
export type Derived = {
  outcomes: Outcome[];
  attributions: Attribution[];
  /** Before decisions: a reversed key is owed nothing, which `settle` applies. */
  owed: Owed[];
  nets: Map<Id, Minor>;
  reversed: Set<string>;
};

/**
 * The heart of the system: outcomes, attributions and amounts owed, from one customer's facts and the terms they touch. It does
 * no I/O, reads no clock, and does not depend on the order in which the facts are given.
 */
export function deriveHistory(history: History, terms: Terms): Derived {
  const subject = subjectOf(history, terms);
  const { sales, references } = netValues(history.events);
  const derived: Derived = {
    outcomes: [],
    attributions: [],
    owed: [],
    nets: new Map(),
    reversed: reversedKeys(history.decisions),
  };
  const credited: CreditedEvent[] = [];
  const events = history.events.length > 1 ? [...history.events].sort(compareEvents) : history.events;
  for (const event of events) {
    const { outcome, touches } = attribute(event, subject, references.get(event.id));
    const net = sales.get(event.id);
    derived.outcomes.push(outcome);
    if (net) derived.nets.set(event.id, net.net);
    if (touches.length === 0) continue;
    credited.push({ event, touches, net });
    for (const { clickId, partnerId, program, terms: version, weight } of touches) {
      derived.attributions.push({
        eventId: event.id,
        clickId,
        partnerId,
        programId: program.id,
        termsId: version.id,
        weight,
      });
    }
  }
  derived.owed = owed(credited);
  return derived;
}

/** Keys whose last decision is a reversal. */
function reversedKeys(decisions: readonly Decision[]): Set<string> {
  const keys = new Set<string>();
  for (const decision of inOrder(decisions)) {
    if (decision.kind === "reverse") keys.add(keyText(decision.key));
    else if (decision.kind === "unreverse") keys.delete(keyText(decision.key));
  }
  return keys;
}
