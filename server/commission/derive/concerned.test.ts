import fc from "fast-check";
import { expect, it } from "vitest";
import { day, event, history, id } from "@/server/attribution/testing/facts";
import { isRefundOrDispute } from "@/server/event/rules";
import type { Id } from "@/server/platform/ids";
import { type Derived, deriveHistory } from "../derivation";
import { type Fact, facts, terms } from "../testing/generate";
import { told } from "../testing/world";
import { concernedBy } from "./concerned";

const HISTORIES = 3_000;

const setting = fc.record({
  first: terms,
  programs: fc.tuple(
    ...[0, 1].map(() =>
      fc.record({
        couponPriority: fc.constantFrom("last_touch" as const, "coupon" as const, "click" as const),
        timeZone: fc.constantFrom("UTC", "Pacific/Auckland"),
        startsAt: fc.constantFrom(null, day(20)),
        endsAt: fc.constantFrom(null, day(80)),
        allowSelfReferral: fc.boolean(),
      }),
    ),
  ),
});

/** Most histories know no refunds; those with some are concerned wholly. */
const calm = facts.map((all) =>
  all.filter((one) => one.kind !== "event" || !isRefundOrDispute(one.event.type)),
);

/** All that deriving says of some events. */
function said(derived: Derived, of: ReadonlySet<Id>) {
  return {
    outcomes: derived.outcomes.filter((one) => of.has(one.eventId)),
    attributions: derived.attributions.filter((one) => of.has(one.eventId)),
    owed: derived.owed.filter((one) => of.has(one.eventId)),
    nets: [...derived.nets].filter(([eventId]) => of.has(eventId)),
  };
}

it("of events that adding others does not concern, deriving says what it said without them", () => {
  let spared = 0;
  fc.assert(
    fc.property(
      setting,
      fc.oneof(calm, facts),
      fc.integer({ min: 1, max: 3 }),
      fc.boolean(),
      (brand, all, count, latest) => {
        const events = all.filter((one): one is Extract<Fact, { kind: "event" }> => one.kind === "event");
        if (latest) events.sort((a, b) => b.event.ts - a.event.ts);
        const fresh = new Set<Fact>(events.slice(0, count));
        const added = new Set(events.slice(0, count).map((one) => one.event.id));
        const now = told(brand, all);
        const before = told(
          brand,
          all.filter((one) => !fresh.has(one)),
        );
        const concerned = new Set(concernedBy(added, now.history).map((one) => one.id));
        const others = new Set(now.history.events.map((one) => one.id).filter((one) => !concerned.has(one)));
        spared += others.size;
        expect(said(deriveHistory(now.history, now.terms), others)).toEqual(
          said(deriveHistory(before.history, before.terms), others),
        );
      },
    ),
    { numRuns: HISTORIES },
  );
  expect(spared).toBeGreaterThan(HISTORIES / 2);
});

const sale = (name: string, at: number) => event("invoice_paid", day(at), { id: id(name), externalId: name });
const first = sale("first", 1);
const last = sale("last", 9);
const refund = event("refund", day(5), { id: id("refund"), externalId: "re", refundOf: "first" });

it.each([
  ["the last event of a history concerns itself alone", [first, last], [last], [last]],
  ["an event before others concerns all of them", [first, last], [first], [first, last]],
  [
    "with a refund in the history all events are concerned",
    [first, refund, last],
    [last],
    [first, refund, last],
  ],
  [
    "a history without added events is concerned wholly, for something else has changed",
    [first],
    [last],
    [first],
  ],
])("%s", (_, events, added, concerned) => {
  expect(concernedBy(new Set(added.map((one) => one.id)), history({ events }))).toEqual(concerned);
});
