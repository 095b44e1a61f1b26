import { expect, it } from "vitest";
import { Grouping, type GroupLimits } from "./grouping";

/** Groups that stay under way until they are told to end. */
function held(maxGroup: number, maxUnderWay: number, limits: Partial<GroupLimits> = {}) {
  const groups: { items: number[]; end(): void }[] = [];
  const run = (items: number[]) =>
    new Promise<number[]>((resolve) => groups.push({ items, end: () => resolve(items) }));
  const grouping = new Grouping(run, { maxGroup, maxUnderWay, maxWaiting: 100, ...limits });
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  /** Submits these, which arrive together. */
  const arrive = (...items: number[]): Promise<void> => {
    for (const item of items) void grouping.submit(item);
    return turn();
  };
  const end = (index: number): Promise<void> => {
    groups[index]?.end();
    return turn();
  };
  const left = (): number[][] => groups.map((group) => group.items);
  return { arrive, end, left, drained: () => grouping.drained() };
}

it("a lone item waits for nothing, and neither does another beside it", async () => {
  const { arrive, left } = held(10, 2);
  await arrive(1);
  await arrive(2);
  expect(left()).toEqual([[1], [2]]);
});

it("what arrives together leaves together", async () => {
  const { arrive, left } = held(10, 2);
  await arrive(1, 2, 3);
  expect(left()).toEqual([[1, 2, 3]]);
});

it("beside a group another leaves when it is as large, so that groups become equal", async () => {
  const { arrive, end, left } = held(10, 2);
  await arrive(1);
  await arrive(2);
  await arrive(3, 4, 5);
  await end(0);
  expect(left().at(-1)).toEqual([3, 4, 5]);
  await end(1);
  await arrive(6, 7);
  expect(left()).toHaveLength(3);
  await arrive(8);
  expect(left().at(-1)).toEqual([6, 7, 8]);
});

it("fewer leave as soon as nothing else is under way", async () => {
  const { arrive, end, left } = held(10, 2);
  await arrive(1, 2, 3);
  await arrive(4);
  expect(left()).toEqual([[1, 2, 3]]);
  await end(0);
  expect(left().at(-1)).toEqual([4]);
});

it("those who come in company gather for a while, and who is alone does not", async () => {
  const apartMs = 300;
  const { arrive, end, left, drained } = held(10, 2, { apartMs });
  await arrive(1);
  await end(0);
  await arrive(2, 3);
  const second = performance.now();
  expect(left()).toEqual([[1], [2, 3]]);
  await end(1);
  await arrive(4);
  await arrive(5);
  expect(left()).toHaveLength(2);
  const all = drained();
  await expect.poll(left).toHaveLength(3);
  // Timers count whole milliseconds.
  expect(performance.now() - second).toBeGreaterThan(apartMs - 2);
  expect(left()[2]).toEqual([4, 5]);
  await end(2);
  await all;
});

it("enough of them leave at once, before the others that arrive with them are read", async () => {
  const { arrive, end, left } = held(100, 3, { apartMs: 60_000, enough: 4 });
  await arrive(1, 2);
  await end(0);
  const rest = arrive(3, 4, 5, 6, 7, 8, 9, 10, 11);
  expect(left().slice(1)).toEqual([
    [3, 4, 5, 6],
    [7, 8, 9, 10],
  ]);
  await rest;
  expect(left()).toHaveLength(3);
});

it("more than enough leave together when they had to wait for a place", async () => {
  const { arrive, end, left } = held(100, 1, { enough: 2 });
  await arrive(1, 2, 3, 4, 5);
  await end(0);
  expect(left()).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
});

it("no group is larger than allowed, and none waits for more than that", async () => {
  const { arrive, end, left } = held(2, 2);
  await arrive(1, 2, 3, 4, 5, 6, 7);
  expect(left()).toEqual([
    [1, 2],
    [3, 4],
  ]);
  await end(0);
  await end(1);
  expect(left().slice(2)).toEqual([[5, 6]]);
});

it("an item that finds no room is refused, and a failed group fails each of its items", async () => {
  const failing = new Grouping(() => Promise.reject(new Error("gone")), {
    maxGroup: 2,
    maxUnderWay: 1,
    maxWaiting: 2,
  });
  const all = [1, 2, 3, 4, 5, 6].map((item) => failing.submit(item).catch((error: Error) => error.message));
  const full = expect.stringContaining("can hold");
  expect(await Promise.all(all)).toEqual(["gone", "gone", "gone", "gone", full, full]);
});
