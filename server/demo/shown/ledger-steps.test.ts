import { expect, test } from "vitest";
import type { CommissionRow } from "@/server/commission/ledger/ledger";
import { minor } from "@/server/money/minor";
import { ledgerSteps } from "./ledger-steps";

const DAY = 86_400_000;
let made = 0;

function entry(
  partnerId: string,
  created: number,
  reversed: number | null,
  facts: { net: number; weight: number },
): CommissionRow {
  return {
    id: String(made++),
    eventId: "event",
    clickDay: null,
    partnerId,
    programId: "program",
    ruleId: "rule",
    termsId: "terms",
    kind: "accrual",
    status: reversed === null ? "pending" : "reversed",
    amount: minor(1),
    currency: "USD",
    net: minor(facts.net),
    arithmetic: {
      kind: "percent",
      value: "20",
      gross: "100",
      net: String(facts.net),
      cappedAt: null,
      sharedWeight: 1_000_000,
      weight: facts.weight,
      whole: "20",
      part: "1",
    },
    availableAt: 0,
    createdAt: created * DAY,
    approvedAt: null,
    reversedAt: reversed === null ? null : reversed * DAY,
    payoutId: null,
    reason: null,
  };
}

const HALF = { net: 100, weight: 500_000 };
const ALL = { net: 100, weight: 1_000_000 };

test.each<[string, CommissionRow[], [number, string, number][]]>([
  ["one posting", [entry("a", 1, null, ALL)], [[1, "first", 1]]],
  [
    "a late click that takes half",
    [entry("a", 1, 3, ALL), entry("a", 3, null, HALF), entry("b", 3, null, HALF)],
    [
      [1, "first", 1],
      [3, "shares", 2],
    ],
  ],
  [
    "a refund",
    [entry("a", 1, 4, ALL), entry("a", 4, null, { ...ALL, net: 60 })],
    [
      [1, "first", 1],
      [4, "net", 1],
    ],
  ],
  [
    "a dispute that was won",
    [entry("a", 1, 5, ALL), entry("a", 9, null, ALL)],
    [
      [1, "first", 1],
      [5, "withdrawn", 0],
      [9, "restored", 1],
    ],
  ],
  ["no posting", [], []],
])("the ledger of %s reads as a story", (_case, entries, expected) => {
  const steps = ledgerSteps(entries).map((step) => [step.at / DAY, step.cause.kind, step.entries.length]);
  expect(steps).toEqual(expected);
});
