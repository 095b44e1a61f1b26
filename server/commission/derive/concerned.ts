import type { History } from "@/server/attribution/history";
import { compareEvents, type EventFact, isRefundOrDispute } from "@/server/event/rules";
import type { Id } from "@/server/platform/ids";

/**
 * The events of a history about which deriving can say something new because `added` became known, when the history was
 * derived without them before. What an event is credited with and what it earns depends on clicks, on the events before it, and
 * on refunds and disputes; so events that come after all others change nothing but what is said of themselves.
 */
export function concernedBy(added: ReadonlySet<Id>, history: History): readonly EventFact[] {
  const own = history.events.filter((event) => added.has(event.id));
  const [first] = own;
  if (!first || history.events.some((event) => isRefundOrDispute(event.type))) return history.events;
  const earliest = own.reduce((least, event) => (compareEvents(event, least) < 0 ? event : least), first);
  const isLast = history.events.every((event) => added.has(event.id) || compareEvents(event, earliest) < 0);
  return isLast ? own : history.events;
}
