import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Minor, minor } from "@/server/money/minor";
import { compareEvents, type EventFact, isAttributable, isLead, isRevenue, resolveReferences } from "./rules";

function fact(own: Partial<EventFact>): EventFact {
  return {
    id: "1",
    type: "payment",
    userId: "u",
    ts: 0,
    externalId: null,
    value: null,
    currency: null,
    refundOf: null,
    ...own,
  };
}

const worth = (units: number): { value: Minor; currency: string } => ({
  value: minor(units),
  currency: "USD",
});

describe("kinds of events", () => {
  it.each([
    ["signup", null, "lead"],
    ["signup", 500, "lead"],
    ["trial_started", 500, "lead"],
    ["subscription_created", 500, "lead"],
    ["invoice_paid", 500, "revenue"],
    ["payment", 0, "revenue"],
    ["upgrade", 500, "revenue"],
    ["upgrade", null, "custom"],
    ["refund", 500, "unattributable"],
    ["dispute_opened", 500, "unattributable"],
    ["dispute_won", null, "unattributable"],
    ["dispute_lost", null, "unattributable"],
    ["invoice_payment_failed", 500, "unattributable"],
  ])("%s worth %s is %s", (type, value, expected) => {
    const event = fact({ type, value: value === null ? null : minor(value) });
    const kinds = [
      isLead(type) ? "lead" : null,
      isRevenue(event) ? "revenue" : null,
      isAttributable(type) ? null : "unattributable",
    ].filter((kind) => kind !== null);
    expect(kinds).toEqual(expected === "custom" ? [] : [expected]);
  });
});

describe("the order of events", () => {
  it.each([
    ["time", { ts: 1, type: "z", externalId: "z", id: "Z" }, { ts: 2, type: "a", externalId: "a", id: "A" }],
    ["then type", { type: "a", externalId: "z", id: "Z" }, { type: "b", externalId: "a", id: "A" }],
    ["then external id", { externalId: "a", id: "Z" }, { externalId: "b", id: "A" }],
    ["then id", { externalId: "a", id: "A" }, { externalId: "a", id: "B" }],
    ["with no external id first", { id: "Z" }, { externalId: "0", id: "A" }],
    ["capitals before small letters, as bytes are", { externalId: "Z" }, { externalId: "a" }],
    ["a beginning before what goes on", { externalId: "in_1" }, { externalId: "in_10" }],
    ["numbers as text", { externalId: "in_10" }, { externalId: "in_9" }],
    [
      "the last of the base plane before what lies above it",
      { externalId: "\uffff" },
      { externalId: "\u{10000}" },
    ],
  ])("is %s", (_, earlier, later) => {
    expect(compareEvents(fact(earlier), fact(later))).toBeLessThan(0);
    expect(compareEvents(fact(later), fact(earlier))).toBeGreaterThan(0);
  });

  it("is that of UTF-8 bytes", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 6 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareEvents(fact({ externalId: a }), fact({ externalId: b })))).toBe(bytes);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("what a refund or dispute names", () => {
  const invoice = fact({ id: "01INVOICE", type: "invoice_paid", externalId: "in_1", ts: 5, ...worth(100) });
  const payment = fact({ id: "01PAYMENT", type: "payment", externalId: "in_1", ts: 3, ...worth(100) });
  const lead = fact({ id: "01LEAD", type: "signup", externalId: "in_2" });
  const unpriced = fact({ id: "01CUSTOM", type: "upgrade", externalId: "in_3" });
  const namesakeOfId = fact({
    id: "01OTHER",
    type: "payment",
    externalId: "01INVOICE",
    ts: 1,
    ...worth(100),
  });
  const sales = [invoice, payment, lead, unpriced];

  const named = (own: Partial<EventFact>, candidates: EventFact[] = sales): string | undefined =>
    resolveReferences([fact({ id: "R", type: "refund", ...own })], candidates).get("R");

  it.each([
    ["an event by its id", "01INVOICE", "01INVOICE"],
    ["an event by its id in small letters", "01invoice", "01INVOICE"],
    ["of several with one external id, the first in order", "in_1", "01PAYMENT"],
    ["no lead", "in_2", undefined],
    ["no lead by its id", "01LEAD", undefined],
    ["no event without a value", "in_3", undefined],
    ["nothing unknown", "in_9", undefined],
    ["no external id in other letters", "IN_1", undefined],
  ])("is %s", (_, refundOf, expected) => {
    expect(named({ refundOf })).toBe(expected);
    expect(named({ refundOf }, [...sales].reverse())).toBe(expected);
  });

  it("is an event with that id before one with that external id", () => {
    expect(named({ refundOf: "01INVOICE" }, [namesakeOfId, invoice])).toBe("01INVOICE");
    expect(named({ refundOf: "01INVOICE" }, [namesakeOfId])).toBe("01OTHER");
  });

  it("is, for all reports of one dispute, what the first of them in order names", () => {
    const opened = fact({ id: "D1", type: "dispute_opened", externalId: "dp", refundOf: null, ts: 6 });
    const won = fact({ id: "D2", type: "dispute_won", externalId: "dp", refundOf: "01INVOICE", ts: 7 });
    const lost = fact({ id: "D3", type: "dispute_lost", externalId: "dp", refundOf: "01PAYMENT", ts: 8 });
    for (const reports of [
      [opened, won, lost],
      [lost, won, opened],
    ]) {
      expect([...resolveReferences(reports, sales).values()]).toEqual([
        "01INVOICE",
        "01INVOICE",
        "01INVOICE",
      ]);
    }
  });
});
