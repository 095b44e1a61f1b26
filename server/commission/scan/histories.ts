import type { Decision, History } from "@/server/attribution/history";
import type { ClickFact } from "@/server/click/rules";
import { eventOf } from "@/server/event/range";
import type { EventFact } from "@/server/event/rules";
import { clickOf } from "@/server/identity/range";
import type { CopyRows } from "@/server/platform/copy/rows";
import type { Id } from "@/server/platform/ids";

/** The column of the customer, in both. */
const CUSTOMER = 0;

/** What few customers have, by customer. */
export type Rare = { decisions: ReadonlyMap<Id, Decision[]>; emailHashes: ReadonlyMap<Id, string[]> };

/**
 * Puts the histories of customers together from their events and their clicks, both in the order of customers, and gives each to
 * `each`. Customers without events have nothing to derive and are left out.
 */
export async function eachHistory(
  events: CopyRows,
  clicks: CopyRows,
  rare: Rare,
  each: (customerId: Id, history: History) => void,
): Promise<void> {
  let event = events.step() || (await events.arrive());
  let click = clicks.step() || (await clicks.arrive());
  while (event) {
    const customerId = events.id(CUSTOMER);
    const key = keyOf(events);
    const ownEvents: EventFact[] = [];
    while (event && isOf(events, key)) {
      ownEvents.push(eventOf(events));
      event = events.step() || (await events.arrive());
    }
    while (click && isBefore(clicks, key)) click = clicks.step() || (await clicks.arrive());
    const ownClicks: ClickFact[] = [];
    while (click && isOf(clicks, key)) {
      const one = clickOf(clicks);
      if (one.id !== ownClicks.at(-1)?.id) ownClicks.push(one);
      click = clicks.step() || (await clicks.arrive());
    }
    each(customerId, {
      clicks: ownClicks,
      hasIdentity: ownClicks.length > 0,
      events: ownEvents,
      decisions: rare.decisions.get(customerId) ?? [],
      emailHashes: rare.emailHashes.get(customerId) ?? [],
    });
  }
}

/** The words of a customer's id: the row that bore it is gone when the next is compared. */
type Key = readonly [number, number, number, number];

function keyOf(rows: CopyRows): Key {
  const at = rows.start(CUSTOMER);
  const { view } = rows;
  return [view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12)];
}

function isOf(rows: CopyRows, [first, second, third, fourth]: Key): boolean {
  const at = rows.start(CUSTOMER);
  const { view } = rows;
  return (
    view.getUint32(at + 12) === fourth &&
    view.getUint32(at + 8) === third &&
    view.getUint32(at + 4) === second &&
    view.getUint32(at) === first
  );
}

/** PostgreSQL orders ids by their bytes. */
function isBefore(rows: CopyRows, key: Key): boolean {
  const at = rows.start(CUSTOMER);
  for (let word = 0; word < key.length; word++) {
    const [own, other] = [rows.view.getUint32(at + 4 * word), key[word] ?? 0];
    if (own !== other) return own < other;
  }
  return false;
}
