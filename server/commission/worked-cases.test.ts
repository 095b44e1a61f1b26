import { describe, expect, it } from "vitest";
import {
  click,
  day,
  event,
  history,
  id,
  invoice,
  partner,
  program,
  rule,
  sale,
  termsOf,
  version,
} from "@/server/attribution/testing/facts";
import type { ClickFact } from "@/server/click/rules";
import type { EventFact } from "@/server/event/rules";
import { HOUR_MS, MINUTE_MS } from "@/server/platform/clock";
import type { CommissionRule, TermsVersion } from "@/server/program/rules";
import { deriveHistory } from "./derivation";
import { Ledger } from "./testing/ledger";

const PARTNERS = ["A", "B", "C", "D", "E"].map((name) => partner(name));
const usual = (own: Partial<TermsVersion> = {}) => termsOf([program({ terms: [version(own)] })], PARTNERS);
const ruled = (...rules: CommissionRule[]) => usual({ rules });

const a = click("A", day(0));
const b = click("B", day(5));
const sold = invoice(day(10), "100.00", { externalId: "in_1" });
const refund = (ts: number, value: string | null): EventFact =>
  value === null
    ? event("refund", ts, { refundOf: "in_1" })
    : sale("refund", ts, value, { refundOf: "in_1" });

/** Derives once over these facts, on an empty ledger. */
function told(clicks: ClickFact[], events: EventFact[], terms = usual()): Ledger {
  const ledger = new Ledger();
  ledger.derive(history({ clicks, events }), terms);
  return ledger;
}

describe("the worked cases", () => {
  it("1: a click, then an invoice: the partner's share, available after the holdback", () => {
    const ledger = told([a], [sold]);
    expect(ledger.lines()).toEqual(["A 20.00 accrual pending"]);
    expect(ledger.entries[0]?.availableAt).toBe(day(40));
  });

  it("2: two touches of a linear program share equally", () => {
    expect(told([a, b], [sold], usual({ attributionModel: "linear" })).lines()).toEqual([
      "A 10.00 accrual pending",
      "B 10.00 accrual pending",
    ]);
  });

  it("3: a fixed amount by three is divided to the cent", () => {
    const fixed = usual({
      attributionModel: "linear",
      rules: [rule({ kind: "fixed", value: "10.00", currency: "USD" })],
    });
    expect(told([a, b, click("C", day(7))], [sold], fixed).lines()).toEqual([
      "A 3.34 accrual pending",
      "B 3.33 accrual pending",
      "C 3.33 accrual pending",
    ]);
  });

  it("4: of five touches the first and the last count most by position", () => {
    const clicks = ["A", "B", "C", "D", "E"].map((name, index) => click(name, day(index)));
    expect(told(clicks, [sold], usual({ attributionModel: "position" })).lines()).toEqual([
      "A 8.00 accrual pending",
      "B 1.34 accrual pending",
      "C 1.33 accrual pending",
      "D 1.33 accrual pending",
      "E 8.00 accrual pending",
    ]);
  });

  it("5: a click learnt late takes the open commission over", () => {
    const ledger = told([a], [sold]);
    ledger.derive(history({ clicks: [a, b], events: [sold] }), usual());
    expect(ledger.lines().sort()).toEqual(["A 20.00 accrual reversed", "B 20.00 accrual pending"]);
  });

  it("6: a click learnt after the payment is a correction of the paid partner", () => {
    const ledger = told([a], [sold]);
    ledger.approveAll();
    ledger.payAll();
    ledger.derive(history({ clicks: [a, b], events: [sold] }), usual());
    expect(ledger.lines().sort()).toEqual([
      "A -20.00 correction approved",
      "A 20.00 accrual paid",
      "B 20.00 accrual pending",
    ]);
  });

  it("7 and 8: a refund while pending replaces the entry; one after the payment is a clawback", () => {
    const ledger = told([a], [sold]);
    const first = [sold, refund(day(12), "25.00")];
    ledger.derive(history({ clicks: [a], events: first }), usual());
    expect(ledger.lines()).toEqual(["A 20.00 accrual reversed", "A 15.00 accrual pending"]);
    ledger.approveAll();
    ledger.payAll();
    ledger.derive(history({ clicks: [a], events: [...first, refund(day(50), "75.00")] }), usual());
    expect(ledger.lines()).toEqual([
      "A 20.00 accrual reversed",
      "A 15.00 accrual paid",
      "A -15.00 clawback approved",
    ]);
  });

  it("9: a refund that arrives before its invoice ends in the same sums", () => {
    const ledger = new Ledger();
    const early = refund(day(12), "25.00");
    ledger.derive(history({ clicks: [a], events: [early] }), usual());
    expect(ledger.lines()).toEqual([]);
    ledger.derive(history({ clicks: [a], events: [early, sold] }), usual());
    expect(ledger.lines()).toEqual(["A 15.00 accrual pending"]);
  });

  it.each([
    ["open", ["dispute_opened"], []],
    ["won", ["dispute_opened", "dispute_won"], ["A 20.00 accrual pending"]],
    ["lost", ["dispute_opened", "dispute_lost"], []],
  ])("10: a dispute of the whole that is %s", (_, types, expected) => {
    const reports = types.map((type, index) =>
      event(type, day(12 + index), {
        externalId: "dp_1",
        refundOf: "in_1",
        value: sold.value,
        currency: "USD",
      }),
    );
    const ledger = told([a], [sold]);
    for (let count = 1; count <= reports.length; count++) {
      ledger.derive(history({ clicks: [a], events: [sold, ...reports.slice(0, count)] }), usual());
    }
    expect(ledger.lines().filter((line) => !line.endsWith("reversed"))).toEqual(expected);
  });

  it("11: yen have no decimals", () => {
    const ledger = told([a], [invoice(day(10), "1000", { currency: "JPY" })]);
    expect(ledger.lines(0)).toEqual(["A 200 accrual pending"]);
    expect(ledger.entries[0]?.amount).toBe(200n);
  });

  it("12: dinars have three", () => {
    const ledger = told([a], [invoice(day(10), "1.234", { currency: "KWD" })], ruled(rule({ value: "10" })));
    expect(ledger.lines(3)).toEqual(["A 0.123 accrual pending"]);
  });

  it("13: a bonus for the subscription and a share of each invoice", () => {
    const bonus = rule({
      id: "bonus",
      trigger: "first",
      eventType: "subscription_created",
      kind: "fixed",
      value: "200",
      currency: "USD",
    });
    const events = [
      event("subscription_created", day(8)),
      invoice(day(9), "49.00"),
      invoice(day(39), "49.00"),
    ];
    expect(told([a], events, ruled(bonus, rule())).lines()).toEqual([
      "A 200.00 accrual pending",
      "A 9.80 accrual pending",
      "A 9.80 accrual pending",
    ]);
  });

  it("14: of two subscriptions in one second the one with the smaller external id earns the bonus, in either order", () => {
    const bonus = rule({
      trigger: "first",
      eventType: "subscription_created",
      kind: "fixed",
      value: "200",
      currency: "USD",
    });
    const small = event("subscription_created", day(8), { externalId: "sub_1", id: id("z") });
    const great = event("subscription_created", day(8), { externalId: "sub_2", id: id("a") });
    for (const arrivals of [
      [small, great],
      [great, small],
    ]) {
      const ledger = new Ledger();
      arrivals.forEach((_, index) => {
        ledger.derive(history({ clicks: [a], events: arrivals.slice(0, index + 1) }), ruled(bonus));
      });
      const standing = ledger.entries.filter((entry) => entry.status !== "reversed");
      expect(standing.map((entry) => [entry.eventId, entry.amount])).toEqual([[small.id, 20_000n]]);
    }
  });

  it("15: three months from 31 January noon end on 30 April at noon", () => {
    const at = (text: string): EventFact => invoice(Date.parse(text), "10.00");
    const events = [
      at("2026-01-31T12:00:00Z"),
      at("2026-02-28T12:00:00Z"),
      at("2026-03-31T12:00:00Z"),
      at("2026-04-30T00:00:00Z"),
      at("2026-04-30T23:59:00Z"),
    ];
    const clicks = [click("A", Date.parse("2026-01-30T00:00:00Z"))];
    const three = usual({ attributionWindowDays: 365, rules: [rule({ months: 3 })] });
    const { owed } = deriveHistory(history({ clicks, events }), three);
    expect(owed.map((one) => one.eventId)).toEqual(events.slice(0, 4).map((one) => one.id));
  });

  it("16: deriving the same invoice twice makes one commission", () => {
    const ledger = told([a], [sold]);
    expect(ledger.derive(history({ clicks: [a], events: [sold] }), usual())).toEqual([]);
    expect(ledger.lines()).toEqual(["A 20.00 accrual pending"]);
  });

  it("17: an invoice of nothing earns nothing, not even a fixed amount", () => {
    const fixed = ruled(rule({ kind: "fixed", value: "10", currency: "USD" }));
    expect(told([a], [invoice(day(10), "0.00")], fixed).lines()).toEqual([]);
  });

  it("18: another model applied to the past corrects who was paid", () => {
    const ledger = told([a, b], [sold]);
    ledger.approveAll();
    ledger.payAll();
    const changed = version({
      id: id("terms2"),
      attributionModel: "linear",
      effectiveFrom: day(0),
      createdAt: day(20),
    });
    const terms = termsOf([program({ terms: [version(), changed] })], PARTNERS);
    ledger.derive(history({ clicks: [a, b], events: [sold] }), terms);
    expect(ledger.lines().sort()).toEqual([
      "A 10.00 accrual pending",
      "B -10.00 correction approved",
      "B 20.00 accrual paid",
    ]);
  });

  it("19: a clawback is greater than what is approved: the balance is below zero", () => {
    const second = invoice(day(11), "150.00", { externalId: "in_2" });
    const first = invoice(day(10), "250.00", { externalId: "in_1" });
    const ledger = told([a], [first]);
    ledger.approveAll();
    ledger.payAll();
    ledger.derive(history({ clicks: [a], events: [first, second, refund(day(50), null)] }), usual());
    ledger.approveAll();
    const open = ledger.entries.filter((entry) => entry.status === "approved").map((entry) => entry.amount);
    expect(open.sort()).toEqual([-5_000n, 3_000n]);
  });

  it("20: a partner who was revoked before the sale gets nothing", () => {
    const revoked = partner("A", { periods: [{ from: day(0), to: day(8) }] });
    const derived = deriveHistory(history({ clicks: [a], events: [sold] }), termsOf([program()], [revoked]));
    expect(derived.outcomes[0]?.status).toBe("partner_inactive");
    expect(derived.owed).toEqual([]);
  });

  it("21: a click after the sale never displaces one before it", () => {
    const noon = invoice(day(10, 12 * HOUR_MS), "100.00");
    expect(told([a, click("B", noon.ts + 3 * MINUTE_MS)], [noon]).lines()).toEqual([
      "A 20.00 accrual pending",
    ]);
  });

  it("22: a click just after the sale counts when there is no other", () => {
    expect(told([click("B", sold.ts + 3 * MINUTE_MS)], [sold]).lines()).toEqual(["B 20.00 accrual pending"]);
  });
});
