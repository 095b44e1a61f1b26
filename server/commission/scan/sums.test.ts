import fc from "fast-check";
import { expect, it } from "vitest";
import { FieldWriter } from "@/server/platform/copy/writer";
import { type Id, newId } from "@/server/platform/ids";
import { addAmount } from "./rows";
import { EventSums } from "./sums";

const MANY = 100_000;
const KEY = 16;

/** Adds or takes away an amount under a key of one event. */
function account(sums: EventSums, eventId: Id, key: string, amount: bigint, sign: 1 | -1): void {
  const writer = new FieldWriter();
  writer.bareId(eventId);
  writer.text(key);
  const to = writer.at;
  writer.bareBigint(amount);
  addAmount(sums, writer.view, { event: 0, from: KEY, to, amount: to }, sign);
}

it("of so many events that the table grows many times, those that differ are found, and no others", () => {
  const sums = new EventSums();
  const ids = Array.from({ length: MANY }, () => newId());
  for (const id of ids) account(sums, id, "a", 5n, 1);
  for (const [index, id] of ids.entries()) account(sums, id, "a", index % 1_000 === 0 ? 6n : 5n, -1);
  expect([...sums.differing()].sort()).toEqual(ids.filter((_, index) => index % 1_000 === 0).sort());
});

it("what is stored of an event that was not derived says nothing", () => {
  const sums = new EventSums();
  account(sums, newId(), "a", 5n, -1);
  expect([...sums.differing()]).toEqual([]);
});

const amount = fc.oneof(
  fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }),
  fc.constantFrom(
    0n,
    1n,
    -1n,
    2n ** 21n,
    -(2n ** 21n),
    2n ** 31n,
    -(2n ** 31n),
    2n ** 32n,
    -(2n ** 32n),
    2n ** 52n,
  ),
);
const postings = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), amount), { maxLength: 6 });

function comesTo(list: readonly (readonly [string, bigint])[]): string {
  const sums = new Map<string, bigint>();
  for (const [key, value] of list) sums.set(key, (sums.get(key) ?? 0n) + value);
  return [...sums]
    .filter(([, sum]) => sum !== 0n)
    .sort()
    .join();
}

it("amounts are equal exactly when those of each key come to the same, however they are split", () => {
  fc.assert(
    fc.property(postings, postings, fc.boolean(), (expected, stored, split) => {
      const [id, sums] = [newId(), new EventSums()];
      account(sums, id, "a", 0n, 1);
      for (const [key, value] of expected) account(sums, id, key, value, 1);
      const taken = split ? expected.flatMap(halves) : stored;
      for (const [key, value] of taken) account(sums, id, key, value, -1);
      expect([...sums.differing()].length === 0).toBe(comesTo(expected) === comesTo(taken));
    }),
    { numRuns: 1_000 },
  );
});

const halves = ([key, value]: readonly [string, bigint]): [string, bigint][] => [
  [key, value / 2n],
  [key, value - value / 2n],
];

it("amounts whose sum is just too great for a word are not taken for none", () => {
  const [id, sums] = [newId(), new EventSums()];
  account(sums, id, "a", -(2n ** 31n), 1);
  account(sums, id, "a", -(2n ** 31n), 1);
  expect([...sums.differing()]).toEqual([id]);
});
