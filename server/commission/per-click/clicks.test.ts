import { describe, expect, it } from "vitest";
import { click, day, id, partner, program, rule, termsOf, version } from "@/server/attribution/testing/facts";
import type { ClickFact } from "@/server/click/rules";
import type { DecidedClick } from "@/server/click/span";
import { HOUR_MS } from "@/server/platform/clock";
import type { ProgramFacts } from "@/server/program/rules";
import { owedForClicks } from "./clicks";

const CLICK_RATE = rule({ id: "cpc", eventType: "click", kind: "fixed", value: "0.15", currency: "USD" });
const PARTNERS = ["A", "B"].map((name) => partner(name));
const DATE = "2026-01-11";

function at(name: string, hour: number, own: Partial<ClickFact> & Partial<DecidedClick> = {}): DecidedClick {
  return { ...click(name, day(10, hour * HOUR_MS)), decision: null, ...own };
}

function owedFor(clicks: DecidedClick[], own: Partial<ProgramFacts> = {}, partners = PARTNERS) {
  const paying = program({ terms: [version({ rules: [CLICK_RATE, rule()] })], ...own });
  return owedForClicks(paying, DATE, clicks, termsOf([paying], partners));
}

describe("pay per click", () => {
  it.each<[string, DecidedClick[], [string, bigint][]]>([
    [
      "pays each partner for valid clicks",
      [at("A", 1), at("B", 2), at("A", 3)],
      [
        ["A", 30n],
        ["B", 15n],
      ],
    ],
    ["pays nothing without clicks", [], []],
    [
      "pays nothing for others than valid clicks",
      [at("A", 1, { verdict: "bot" }), at("A", 2, { verdict: "velocity" })],
      [],
    ],
    ["pays nothing for a flagged click", [at("A", 1, { decision: "flag" })], []],
    [
      "pays for a click that a person lets count",
      [at("A", 1, { verdict: "velocity", decision: "unflag" })],
      [["A", 15n]],
    ],
    ["pays nothing for a redeemed coupon", [at("A", 1, { coupon: true })], []],
  ])("%s", (_, clicks, expected) => {
    const owed = owedFor(clicks).map((one) => [one.partnerId.replace(/^0+/, ""), one.amount]);
    expect(owed).toEqual(expected);
  });

  it("is one entry a day, available when the day and the holdback are over", () => {
    const [owed, ...others] = owedFor([at("A", 1), at("A", 23)], { timeZone: "America/New_York" });
    expect(others).toEqual([]);
    expect(owed).toMatchObject({
      clickDay: DATE,
      ruleId: "cpc",
      currency: "USD",
      availableAt: day(41, 5 * HOUR_MS),
      net: null,
      arithmetic: { kind: "per_click", value: "0.15", clicks: 2, whole: "30", part: "30" },
    });
  });

  it("pays nothing outside the program's dates or while the partner is away", () => {
    expect(owedFor([at("A", 1), at("A", 3)], { startsAt: day(10, 2 * HOUR_MS) })[0]?.amount).toBe(15n);
    const away = [partner("A", { periods: [{ from: day(0), to: day(10, 2 * HOUR_MS) }] })];
    expect(owedFor([at("A", 1), at("A", 3)], {}, away)[0]?.amount).toBe(15n);
    expect(owedFor([at("X", 1)])).toEqual([]);
  });

  it("pays each click by the terms in force at it, in any order of reading", () => {
    const before = version({ id: id("t1"), rules: [CLICK_RATE], effectiveFrom: day(0) });
    const after = version({
      id: id("t2"),
      rules: [{ ...CLICK_RATE, value: "1" }],
      effectiveFrom: day(10, 2 * HOUR_MS),
    });
    for (const clicks of [
      [at("A", 1), at("A", 3)],
      [at("A", 3), at("A", 1)],
    ]) {
      expect(owedFor(clicks, { terms: [before, after] })).toMatchObject([
        { amount: 115n, termsId: after.id },
      ]);
    }
  });

  it("pays in the currency's own units", () => {
    const yen = version({ rules: [{ ...CLICK_RATE, value: "3", currency: "JPY" }] });
    expect(owedFor([at("A", 1)], { terms: [yen] })).toMatchObject([{ amount: 3n, currency: "JPY" }]);
  });
});
