import { describe, expect, it } from "vitest";
import { isActiveAt, type PartnerFacts, periodAt } from "./rules";

const spells = [
  { from: 100, to: 200 },
  { from: 300, to: null },
];

describe("an active spell", () => {
  it.each([
    ["the first covers all time before it", 1, true],
    ["begins with its first millisecond", 100, true],
    ["lasts until the millisecond before its end", 199, true],
    ["is over at its end", 200, false],
    ["does not reach into a pause", 299, false],
    ["begins again with a reinstatement", 300, true],
    ["goes on while it is open", 10_000, true],
  ])("%s", (_, ts, expected) => {
    expect(periodAt(spells, ts) !== null).toBe(expected);
    expect(periodAt([...spells].reverse(), ts) !== null).toBe(expected);
  });

  it("a partner without any is never active", () => {
    expect(periodAt([], 100)).toBeNull();
  });
});

it("a partner is active in a program while both the partner and the enrollment are", () => {
  const partner: PartnerFacts = { id: "A", periods: spells, emailHashes: [] };
  const enrollment = { partnerId: "A", programId: "P", periods: [{ from: 150, to: 320, termsId: null }] };
  const active = [50, 150, 199, 200, 299, 300, 319, 320].filter((ts) => isActiveAt(partner, enrollment, ts));
  expect(active).toEqual([50, 150, 199, 300, 319]);
  expect(isActiveAt(partner, undefined, 150)).toBe(false);
  expect(isActiveAt(undefined, enrollment, 150)).toBe(false);
});
