import { describe, expect, it } from "vitest";
import { isRunning, type ProgramFacts, type TermsVersion, termsInForce } from "./rules";

const DEFAULTS: TermsVersion = {
  id: "",
  programId: "P",
  attributionModel: "last_click",
  halfLifeDays: 7,
  attributionWindowDays: 60,
  cookieWindowDays: 90,
  holdbackDays: 15,
  rules: [],
  effectiveFrom: 0,
  createdAt: 0,
};

function programWith(terms: TermsVersion[], own: Partial<ProgramFacts> = {}): ProgramFacts {
  return {
    id: "P",
    currency: "USD",
    timeZone: "UTC",
    startsAt: null,
    endsAt: null,
    allowSelfReferral: false,
    couponPriority: "last_touch",
    commissionApproval: "auto",
    terms,
    ...own,
  };
}

const first = { ...DEFAULTS, id: "1", effectiveFrom: 100, createdAt: 1 };
const second = { ...DEFAULTS, id: "2", effectiveFrom: 200, createdAt: 2 };
const backdated = { ...DEFAULTS, id: "3", effectiveFrom: 100, createdAt: 3 };

describe("terms in force", () => {
  it.each([
    ["before all versions, the earliest", [first, second], 50, null, "1"],
    ["from its first millisecond, a version", [first, second], 200, null, "2"],
    ["a millisecond before, the one before", [first, second], 199, null, "1"],
    ["whatever the order they are given in", [second, first], 150, null, "1"],
    ["of two with one date, the later made", [backdated, first, second], 150, null, "3"],
    ["before all versions, of two earliest the later made", [first, backdated], 50, null, "3"],
    ["a pinned version, whatever the time", [first, second], 50, "2", "2"],
    ["by date when the pin is another program's", [first, second], 150, "9", "1"],
    ["none without versions", [], 150, null, undefined],
  ])("%s", (_, versions, at, pin, expected) => {
    expect(termsInForce(programWith(versions), at, pin)?.id).toBe(expected);
  });
});

it.each([
  [null, null, 0, true],
  [100, null, 99, false],
  [100, null, 100, true],
  [null, 200, 199, true],
  [null, 200, 200, false],
  [100, 200, 150, true],
])("a program from %s to %s is running at %i: %s", (startsAt, endsAt, ts, expected) => {
  expect(isRunning(programWith([], { startsAt, endsAt }), ts)).toBe(expected);
});
