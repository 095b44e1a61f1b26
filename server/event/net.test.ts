import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minor } from "@/server/money/minor";
import { netValues } from "./net";
import type { EventFact } from "./rules";

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

const SALE = fact({
  id: "SALE",
  type: "invoice_paid",
  externalId: "in_1",
  value: minor(10_000),
  currency: "USD",
});

/** A refund or report of a dispute on the sale: its type, amount and dispute. */
type Taking = [type: string, units: number | null, dispute?: string | undefined, currency?: string];

function takings(list: readonly Taking[]): EventFact[] {
  return list.map(([type, units, dispute, currency = "USD"], index) =>
    fact({
      id: `T${index}`,
      type,
      ts: index + 1,
      externalId: dispute ?? null,
      refundOf: "in_1",
      value: units === null ? null : minor(units),
      currency: units === null ? null : currency,
    }),
  );
}

function netOf(list: readonly Taking[]): number {
  return Number(netValues([SALE, ...takings(list)]).sales.get("SALE")?.net);
}

describe("the net of a sale of 100.00", () => {
  it.each<[string, Taking[], number]>([
    ["is the whole without refunds", [], 10_000],
    ["falls by a refund", [["refund", 2_500]], 7_500],
    [
      "does not fall by a refund that failed, whichever was told first",
      [
        ["refund_failed", 2_500, "re_1"],
        ["refund", 2_500, "re_1"],
        ["refund", 1_000, "re_2"],
      ],
      9_000,
    ],
    [
      "falls by the greater of what was refunded in all and the refunds that are named",
      [
        ["charge_refunded", 2_500, "ch:2500"],
        ["charge_refunded", 4_000, "ch:4000"],
        ["refund", 2_500, "re_1"],
      ],
      6_000,
    ],
    [
      "rises when a refund fails that was told of as a sum only",
      [
        ["charge_refunded", 4_000, "ch:4000"],
        ["refund_failed", 4_000, "re_1"],
      ],
      10_000,
    ],
    [
      "falls by several",
      [
        ["refund", 2_500],
        ["refund", 7_000],
      ],
      500,
    ],
    [
      "never falls below zero",
      [
        ["refund", 8_000],
        ["refund", 8_000],
      ],
      0,
    ],
    ["falls to zero by a refund without a value", [["refund", null]], 0],
    [
      "falls to zero by the rest",
      [
        ["refund", 2_500],
        ["refund", null],
      ],
      0,
    ],
    ["does not fall by nothing", [["refund", 0]], 10_000],
    ["does not fall in another currency", [["refund", 2_500, undefined, "EUR"]], 10_000],
    ["falls by an open dispute", [["dispute_opened", 4_000, "d"]], 6_000],
    ["falls to zero by one without an amount", [["dispute_opened", null, "d"]], 0],
    [
      "comes back when it is won",
      [
        ["dispute_opened", 4_000, "d"],
        ["dispute_won", null, "d"],
      ],
      10_000,
    ],
    [
      "stays low when it is lost",
      [
        ["dispute_opened", 4_000, "d"],
        ["dispute_lost", null, "d"],
      ],
      6_000,
    ],
    [
      "follows the latest amount",
      [
        ["dispute_opened", 4_000, "d"],
        ["dispute_lost", 1_500, "d"],
      ],
      8_500,
    ],
    [
      "knows a won dispute before it was opened",
      [
        ["dispute_won", null, "d"],
        ["dispute_opened", 4_000, "d"],
      ],
      10_000,
    ],
    [
      "follows the latest end",
      [
        ["dispute_won", null, "d"],
        ["dispute_lost", 4_000, "d"],
      ],
      6_000,
    ],
    ["knows a dispute by its end alone", [["dispute_lost", 4_000, "d"]], 6_000],
    [
      "counts a dispute once, whatever is reported of it",
      [
        ["dispute_opened", 4_000, "d"],
        ["dispute_opened", 4_000, "d"],
      ],
      6_000,
    ],
    [
      "falls by each dispute",
      [
        ["dispute_opened", 4_000, "d"],
        ["dispute_lost", 1_000, "e"],
      ],
      5_000,
    ],
    [
      "falls by refunds and disputes",
      [
        ["refund", 2_500],
        ["dispute_opened", 7_000, "d"],
      ],
      500,
    ],
    ["ignores a dispute in another currency", [["dispute_opened", 4_000, "d", "EUR"]], 10_000],
  ])("%s", (_, list, expected) => {
    expect(netOf(list)).toBe(expected);
  });

  it("does not depend on the order in which its facts are given", () => {
    const type = fc.constantFrom("refund", "dispute_opened", "dispute_won", "dispute_lost");
    const amount = fc.option(fc.integer({ min: 0, max: 12_000 }));
    const taking = fc.tuple(type, amount, fc.constantFrom("d", "e"), fc.constantFrom("USD", "USD", "EUR"));
    fc.assert(
      fc.property(fc.array(taking, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (list, keys) => {
        const facts = [SALE, ...takings(list)];
        const shuffled = facts
          .map((event) => ({ event, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key);
        const net = netValues(facts).sales.get("SALE");
        expect(netValues(shuffled.map(({ event }) => event)).sales.get("SALE")).toEqual(net);
        expect(net && net.net >= 0n && net.net <= net.gross).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

it("more is never refunded than was paid", () => {
  const net = netValues([
    SALE,
    ...takings([
      ["refund", 8_000],
      ["refund", null],
    ]),
  ]).sales.get("SALE");
  expect(net).toEqual({ gross: 10_000n, refunded: 10_000n, disputed: 0n, net: 0n });
});

it("what became of each refund is told", () => {
  const events = [
    SALE,
    ...takings([
      ["refund", 1],
      ["refund", 1, undefined, "EUR"],
    ]),
    fact({ id: "LOST", type: "refund", refundOf: "in_9" }),
  ];
  expect(Object.fromEntries(netValues(events).references)).toEqual({
    T0: { saleId: "SALE", ignored: null },
    T1: { saleId: "SALE", ignored: "currency" },
    LOST: { saleId: null, ignored: null },
  });
});
