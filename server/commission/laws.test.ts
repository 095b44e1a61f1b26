import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyText } from "@/server/attribution/history";
import { WHOLE } from "@/server/attribution/models";
import { day } from "@/server/attribution/testing/facts";
import type { ProgramFacts } from "@/server/program/rules";
import { type Derived, deriveHistory } from "./derivation";
import { type Fact, facts, terms } from "./testing/generate";
import { expectedSums, Ledger } from "./testing/ledger";
import { type Setting, told } from "./testing/world";

const HISTORIES = 1_000;

const programSetting = fc.record({
  couponPriority: fc.constantFrom<ProgramFacts["couponPriority"]>("last_touch", "coupon", "click"),
  timeZone: fc.constantFrom("UTC", "America/New_York", "Pacific/Auckland"),
  startsAt: fc.constantFrom(null, null, day(20)),
  endsAt: fc.constantFrom(null, null, day(80)),
  allowSelfReferral: fc.boolean(),
});
const setting: fc.Arbitrary<Setting> = fc.record({
  first: terms,
  programs: fc.tuple(programSetting, programSetting),
});

/** What people and time do to the ledger between two arrivals. */
type Meanwhile = "nothing" | "approve" | "claim" | "pay";
const meanwhile = fc.constantFrom<Meanwhile>("nothing", "nothing", "approve", "claim", "pay");

function happen(ledger: Ledger, what: Meanwhile): void {
  if (what !== "nothing") ledger.approveAll();
  if (what === "claim") ledger.claimAll();
  if (what === "pay") ledger.payAll();
}

function shuffled<T>(list: readonly T[], keys: readonly number[]): T[] {
  return list
    .map((item, index) => ({ item, key: keys[index] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

const KEYS = fc.array(fc.nat(), { minLength: 60, maxLength: 60 });

/** Facts in some order, some of them twice; after each the ledger is settled, and after each something may happen to it. */
const course = fc.record({
  setting,
  facts,
  keys: KEYS,
  repeated: fc.array(fc.nat(), { maxLength: 5 }),
  acts: fc.array(meanwhile, { minLength: 35, maxLength: 35 }),
});

function arrivals(all: readonly Fact[], repeated: readonly number[], keys: readonly number[]): Fact[] {
  const again = repeated.flatMap((index) => all[index % all.length] ?? []);
  return shuffled([...all, ...again], keys);
}

/** Sums of keyed amounts for each partner and currency; those that come to nothing are left out. */
function balances(amounts: readonly (readonly [key: string, amount: bigint])[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const [key, amount] of amounts) {
    const [, partnerId, , currency] = key.split(":");
    const account = `${partnerId} ${currency}`;
    sums[account] = (sums[account] ?? 0n) + amount;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0n));
}

describe("the laws of the ledger", () => {
  it("1, 2: after each fact the entries sum to what is derived, and deriving again posts nothing", () => {
    fc.assert(
      fc.property(course, (one) => {
        const ledger = new Ledger();
        const known = new Set<Fact>();
        for (const [index, fact] of arrivals(one.facts, one.repeated, one.keys).entries()) {
          known.add(fact);
          const derived = deriveIn(one.setting, [...known]);
          const isNews = ledger.settle(derived).length > 0;
          expect(ledger.sums()).toEqual(expectedSums(derived));
          if (isNews) expect(ledger.settle(derived)).toEqual([]);
          happen(ledger, one.acts[index] ?? "nothing");
        }
      }),
      { numRuns: HISTORIES },
    );
  });

  it("3: any order of arrival, whatever was paid meanwhile, ends in the same sums", () => {
    fc.assert(
      fc.property(course, KEYS, (one, otherKeys) => {
        const atOnce = expectedSums(deriveIn(one.setting, one.facts));
        for (const keys of [one.keys, otherKeys]) {
          const ledger = new Ledger();
          const known = new Set<Fact>();
          for (const [index, fact] of arrivals(one.facts, one.repeated, keys).entries()) {
            known.add(fact);
            ledger.settle(deriveIn(one.setting, [...known]));
            happen(ledger, one.acts[index] ?? "nothing");
          }
          expect(ledger.sums()).toEqual(atOnce);
        }
      }),
      { numRuns: HISTORIES },
    );
  });

  it("4: an event is credited wholly or not at all, and a rule's parts sum to its whole", () => {
    fc.assert(
      fc.property(setting, facts, (brand, all) => {
        const derived = deriveIn(brand, all);
        for (const outcome of derived.outcomes)
          expect(weightOf(outcome.eventId, derived)).toBe(outcome.status === "attributed" ? WHOLE : 0);
        expect(new Set(derived.owed.map(keyText)).size).toBe(derived.owed.length);
        for (const [whole, parts] of wholes(derived)) expect(parts).toBe(whole);
      }),
      { numRuns: HISTORIES },
    );
  });

  it("5: what was paid and what is open sum, for each partner and currency, to what is owed", () => {
    fc.assert(
      fc.property(course, (one) => {
        const ledger = new Ledger();
        one.facts.forEach((_, index) => {
          ledger.settle(deriveIn(one.setting, one.facts.slice(0, index + 1)));
          happen(ledger, one.acts[index] ?? "nothing");
        });
        const standing = ledger.entries.filter((entry) => entry.status !== "reversed");
        const sums = balances(standing.map((entry) => [keyText(entry), entry.amount]));
        expect(sums).toEqual(balances([...expectedSums(deriveIn(one.setting, one.facts))]));
      }),
      { numRuns: HISTORIES },
    );
  });
});

it("the order in which a history's facts are given changes nothing at all", () => {
  fc.assert(
    fc.property(setting, facts, KEYS, (brand, all, keys) => {
      expect(deriveIn(brand, shuffled(all, keys))).toEqual(deriveIn(brand, all));
    }),
    { numRuns: HISTORIES },
  );
});

it("nothing is owed below zero, in no currency, or above what a rule allows", () => {
  fc.assert(
    fc.property(setting, facts, (brand, all) => {
      for (const one of deriveIn(brand, all).owed) {
        expect(one.amount > 0n).toBe(true);
        expect(one.arithmetic.weight).toBeLessThanOrEqual(one.arithmetic.sharedWeight);
        expect(one.arithmetic.sharedWeight).toBeLessThanOrEqual(WHOLE);
        if (one.arithmetic.kind === "percent" && one.net !== null) expect(one.amount <= one.net).toBe(true);
      }
    }),
    { numRuns: HISTORIES },
  );
});

function deriveIn(brand: Setting, known: readonly Fact[]): Derived {
  const { history, terms: inForce } = told(brand, known);
  return deriveHistory(history, inForce);
}

function weightOf(eventId: string, { attributions }: Derived): number {
  return attributions.filter((one) => one.eventId === eventId).reduce((sum, one) => sum + one.weight, 0);
}

/** For each event, terms version and rule: what the rule is worth, and the sum of its parts. */
function wholes({ owed }: Derived): [whole: bigint, parts: bigint][] {
  const groups = new Map<string, [bigint, bigint]>();
  for (const { eventId, termsId, ruleId, arithmetic } of owed) {
    const group = `${eventId} ${termsId} ${ruleId}`;
    const [, parts] = groups.get(group) ?? [0n, 0n];
    groups.set(group, [BigInt(arithmetic.whole), parts + BigInt(arithmetic.part)]);
  }
  return [...groups.values()];
}
