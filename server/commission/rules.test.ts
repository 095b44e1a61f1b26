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
import type { EventFact } from "@/server/event/rules";
import { exponentOf } from "@/server/money/currency";
import { formatMinor } from "@/server/money/minor";
import type { CommissionRule, ProgramFacts } from "@/server/program/rules";
import { deriveHistory } from "./derivation";
import type { Owed } from "./rules";

const PARTNERS = ["A", "B", "C"].map((name) => partner(name));
const CLICKS = [click("A", day(0))];

function owedBy(rules: CommissionRule[], events: EventFact[], own: Partial<ProgramFacts> = {}): Owed[] {
  const terms = [version({ attributionWindowDays: 365, rules })];
  return deriveHistory(history({ clicks: CLICKS, events }), termsOf([program({ terms, ...own })], PARTNERS))
    .owed;
}

const told = (owed: Owed[]): string[] =>
  owed.map(({ amount, currency }) => `${formatMinor(amount, exponentOf(currency))} ${currency}`);

const fixed = (value: string, own: Partial<CommissionRule> = {}): CommissionRule =>
  rule({ kind: "fixed", value, currency: "USD", ...own });
const refunded = (units: string): EventFact => sale("refund", day(20), units, { refundOf: "in_1" });
const SOLD = invoice(day(10), "100.00", { externalId: "in_1" });

describe("what one event earns", () => {
  it.each<[string, CommissionRule[], EventFact[], string[]]>([
    ["a share of the net value", [rule({ value: "12.5" })], [SOLD, refunded("50.00")], ["6.25 USD"]],
    ["half a cent rounds up", [rule({ value: "0.5" })], [invoice(day(10), "1.00")], ["0.01 USD"]],
    ["less than half a cent is nothing", [rule({ value: "0.49" })], [invoice(day(10), "1.00")], []],
    ["the whole", [rule({ value: "100" })], [SOLD], ["100.00 USD"]],
    ["nothing of a sale that is wholly refunded", [rule()], [SOLD, refunded("100.00")], []],
    [
      "every sale, where no type is named",
      [rule({ eventType: null })],
      [sale("upgrade", day(10), "10.00")],
      ["2.00 USD"],
    ],
    ["no lead, where no type is named", [rule({ eventType: null })], [sale("signup", day(10), "10.00")], []],
    [
      "no share of a lead, even with a value",
      [rule({ eventType: "signup" })],
      [sale("signup", day(10), "10.00")],
      [],
    ],
    [
      "a fixed amount for a lead",
      [fixed("5", { eventType: "signup" })],
      [event("signup", day(10))],
      ["5.00 USD"],
    ],
    [
      "also for one of no value",
      [fixed("5", { eventType: "signup" })],
      [sale("signup", day(10), "0.00")],
      ["5.00 USD"],
    ],
    [
      "a fixed amount for a custom event",
      [fixed("5", { eventType: "demo" })],
      [event("demo", day(10))],
      ["5.00 USD"],
    ],
    ["a fixed amount in the rule's currency", [fixed("500", { currency: "JPY" })], [SOLD], ["500 JPY"]],
    ["a fixed amount in proportion to the net", [fixed("10")], [SOLD, refunded("25.00")], ["7.50 USD"]],
    ["no fixed amount of a refunded sale", [fixed("10")], [SOLD, refunded("100.00")], []],
    ["a share up to the cap", [rule({ maxAmount: "15", currency: "USD" })], [SOLD], ["15.00 USD"]],
    [
      "a share below the cap",
      [rule({ maxAmount: "15", currency: "USD" })],
      [SOLD, refunded("50.00")],
      ["10.00 USD"],
    ],
    ["no cap in another currency", [rule({ maxAmount: "15", currency: "EUR" })], [SOLD], ["20.00 USD"]],
    ["a fixed amount up to the cap", [fixed("10", { maxAmount: "8" })], [SOLD], ["8.00 USD"]],
    ["by each rule that applies", [rule(), fixed("1", { id: "extra" })], [SOLD], ["20.00 USD", "1.00 USD"]],
    ["nothing per click", [fixed("1", { eventType: "click" })], [event("click", day(10))], []],
  ])("%s", (_, rules, events, expected) => {
    expect(told(owedBy(rules, events))).toEqual(expected);
  });

  it.each<[Partial<ProgramFacts>, string[]]>([
    [{ startsAt: SOLD.ts }, ["20.00 USD"]],
    [{ startsAt: SOLD.ts + 1 }, []],
    [{ endsAt: SOLD.ts + 1 }, ["20.00 USD"]],
    [{ endsAt: SOLD.ts }, []],
  ])("in a program with %j", (own, expected) => {
    expect(told(owedBy([rule()], [SOLD], own))).toEqual(expected);
  });

  it("becomes available after the holdback and carries its arithmetic", () => {
    const [owed] = owedBy([rule({ maxAmount: "12.34", currency: "USD" })], [SOLD, refunded("25.00")], {
      commissionApproval: "manual",
    });
    expect(owed).toMatchObject({ availableAt: day(40), approval: "manual", net: 7_500n });
    expect(owed?.arithmetic).toEqual({
      kind: "percent",
      value: "20",
      gross: "10000",
      net: "7500",
      cappedAt: "1234",
      sharedWeight: 1_000_000,
      weight: 1_000_000,
      whole: "1234",
      part: "1234",
    });
  });
});

describe("which events of a customer earn", () => {
  const invoices = [10, 20, 40, 75].map((number, index) =>
    invoice(day(number), "10.00", { externalId: `in_${index}` }),
  );
  const days = (rules: CommissionRule[], events = invoices, own: Partial<ProgramFacts> = {}): number[] =>
    owedBy(rules, events, own)
      .map((one) => (events.find(({ id: eventId }) => eventId === one.eventId)?.ts ?? 0) - day(0))
      .map((ms) => ms / 86_400_000);

  it.each<[string, Partial<CommissionRule>, number[]]>([
    ["every one", {}, [10, 20, 40, 75]],
    ["the first", { trigger: "first" }, [10]],
    ["those after the first", { trigger: "subsequent" }, [20, 40, 75]],
    ["the first only, by no months", { months: 0 }, [10]],
    ["none after the first, by no months", { trigger: "subsequent", months: 0 }, []],
    ["those of one month", { months: 1 }, [10, 20, 40]],
    ["those after the first of two months", { trigger: "subsequent", months: 2 }, [20, 40]],
  ])("%s", (_, own, expected) => {
    expect(days([rule(own)])).toEqual(expected);
    expect(days([rule(own)], [...invoices].reverse()).sort((a, b) => a - b)).toEqual(expected);
  });

  it("an invoice of nothing is not the first", () => {
    expect(days([rule({ trigger: "first" })], [invoice(day(5), "0.00"), ...invoices])).toEqual([10]);
  });

  it("a refunded invoice is", () => {
    const refund = event("refund", day(12), { refundOf: "in_0" });
    expect(days([rule({ trigger: "first" })], [...invoices, refund])).toEqual([]);
    expect(days([rule({ trigger: "subsequent" })], [...invoices, refund])).toEqual([20, 40, 75]);
  });

  it("one before the program's start is not", () => {
    expect(days([rule({ trigger: "first" })], invoices, { startsAt: day(15) })).toEqual([20]);
  });

  it("counts what is credited to the same partner only", () => {
    const later = [click("A", day(0)), click("B", day(15))];
    const terms = [version({ attributionWindowDays: 365, rules: [rule({ trigger: "first" })] })];
    const { owed } = deriveHistory(
      history({ clicks: later, events: invoices }),
      termsOf([program({ terms })], PARTNERS),
    );
    expect(owed.map((one) => [one.partnerId, one.eventId])).toEqual([
      [id("A"), invoices[0]?.id],
      [id("B"), invoices[1]?.id],
    ]);
  });

  it("another type does not count", () => {
    expect(days([rule({ trigger: "first" })], [sale("payment", day(5), "5.00"), ...invoices])).toEqual([10]);
  });
});

describe("touches that share a rule", () => {
  const linear = version({ attributionModel: "linear", rules: [rule({ value: "33.333" })] });
  const clicks = ["A", "B", "A"].map((name, index) => click(name, day(index)));

  it("of one partner are one entry, and the parts sum to the whole", () => {
    const { owed } = deriveHistory(
      history({ clicks, events: [SOLD] }),
      termsOf([program({ terms: [linear] })], PARTNERS),
    );
    expect(
      owed.map((one) => [one.partnerId, one.amount, one.arithmetic.weight, one.arithmetic.whole]),
    ).toEqual([
      [id("A"), 2_222n, 666_667, "3333"],
      [id("B"), 1_111n, 333_333, "3333"],
    ]);
  });

  it("of another version of the terms share another whole, also when the versions hold the same rules", () => {
    const pinnedTo = { ...linear, id: id("pinned"), effectiveFrom: day(-9) };
    const periods = [{ from: day(0), to: null, termsId: pinnedTo.id }];
    const terms = termsOf([program({ terms: [pinnedTo, linear] })], PARTNERS, [
      { partnerId: id("B"), programId: id("program"), periods },
    ]);
    const { owed } = deriveHistory(history({ clicks, events: [SOLD] }), terms);
    expect(owed.map((one) => [one.termsId, one.amount, one.arithmetic.whole])).toEqual([
      [linear.id, 2_222n, "2222"],
      [pinnedTo.id, 1_111n, "1111"],
    ]);
  });

  it("a part that rounds to nothing makes no entry", () => {
    const { owed } = deriveHistory(
      history({ clicks, events: [invoice(day(10), "0.03")] }),
      termsOf([program({ terms: [linear] })], PARTNERS),
    );
    expect(owed.map((one) => [one.partnerId, one.amount])).toEqual([[id("A"), 1n]]);
  });
});
