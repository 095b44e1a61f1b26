import { expect, it } from "vitest";
import { Grouping } from "./grouping";

/** Groups that stay under way until they are told to end. */
function held(maxGroup: number, maxUnderWay: number) {
  const groups: { items: number[]; end(): void }[] = [];
  const run = (items: number[]) =>
    new Promise<number[]>((resolve) => groups.push({ items, end: () => resolve(items) }));
  const grouping = new Grouping(run, { maxGroup, maxUnderWay, maxWaiting: 100 });
  const end = async (index: number): Promise<void> => {
    groups[index]?.end();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const left = (): number[][] => groups.map((group) => group.items);
  return { grouping, end, left };
}

it("a lone item leaves at once, and another beside it", () => {
  const { grouping, left } = held(10, 2);
  void grouping.submit(1);
  void grouping.submit(2);
  expect(left()).toEqual([[1], [2]]);
});

it("beside a group another leaves when it is as large, so that groups become equal", async () => {
  const { grouping, end, left } = held(10, 2);
  for (const item of [1, 2, 3, 4, 5]) void grouping.submit(item);
  await end(0);
  expect(left().at(-1)).toEqual([3, 4, 5]);
  await end(1);
  void grouping.submit(6);
  void grouping.submit(7);
  expect(left()).toHaveLength(3);
  void grouping.submit(8);
  expect(left().at(-1)).toEqual([6, 7, 8]);
});

it("fewer leave as soon as nothing else is under way", async () => {
  const { grouping, end, left } = held(10, 2);
  for (const item of [1, 2, 3, 4, 5]) void grouping.submit(item);
  await end(0);
  await end(1);
  void grouping.submit(6);
  await end(2);
  expect(left().at(-1)).toEqual([6]);
});

it("no group is larger than allowed, and none waits for more than that", async () => {
  const { grouping, end, left } = held(2, 2);
  for (let item = 1; item <= 7; item++) void grouping.submit(item);
  await end(0);
  await end(1);
  expect(left()).toEqual([[1], [2], [3, 4], [5, 6]]);
});

it("an item that finds no room is refused, and a failed group fails each of its items", async () => {
  const failing = new Grouping(() => Promise.reject(new Error("gone")), {
    maxGroup: 2,
    maxUnderWay: 1,
    maxWaiting: 2,
  });
  const all = [1, 2, 3, 4].map((item) => failing.submit(item).catch((error: Error) => error.message));
  expect(await Promise.all(all)).toEqual(["gone", "gone", "gone", expect.stringContaining("can hold")]);
});
