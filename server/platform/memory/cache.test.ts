import { afterEach, expect, it } from "vitest";
import { setClock } from "../clock";
import { Cache } from "./cache";

const LIMITS = { maxEntries: 10, ttlMs: 60_000, maxMisses: 4, missTtlMs: 5_000, maxLoading: 8 };

let restore = (): void => undefined;
afterEach(() => restore());

/** A cache over a table that counts how often it was asked. */
function over(table: Map<string, string>) {
  const asked: string[] = [];
  const cache = new Cache(async (key) => {
    asked.push(key);
    return table.get(key) ?? null;
  }, LIMITS);
  return { cache, asked };
}

it("a thousand unknown keys push no known one out, and take no more room than they may", async () => {
  const { cache, asked } = over(new Map([["known", "here"]]));
  await cache.get("known");
  for (let n = 0; n < 1_000; n++) expect(await cache.get(`unknown ${n}`)).toBeNull();
  expect(cache.peek("known")).toBe("here");
  expect(asked.filter((key) => key === "known")).toHaveLength(1);
  expect(cache.size).toBeLessThanOrEqual(LIMITS.maxEntries + LIMITS.maxMisses);
});

it("an unknown key is not asked for again at once, and is found as soon as it is announced", async () => {
  const table = new Map<string, string>();
  const { cache, asked } = over(table);
  await cache.get("new");
  await cache.get("new");
  expect(asked).toEqual(["new"]);
  table.set("new", "here");
  cache.forget("new");
  expect(await cache.get("new")).toBe("here");
});

it("what is gone is gone, though it was known", async () => {
  const table = new Map([["leaving", "here"]]);
  const { cache } = over(table);
  await cache.get("leaving");
  table.delete("leaving");
  cache.forget("leaving");
  expect(cache.stale("leaving")).toBe("here");
  expect(await cache.get("leaving")).toBeNull();
  expect(cache.stale("leaving")).toBeNull();
});

it("one owner's keys are forgotten and the others stay", async () => {
  const { cache, asked } = over(new Map(["a1", "a2", "b1"].map((key) => [key, key])));
  for (const key of ["a1", "a2", "b1", "a3"]) await cache.get(key);
  cache.forgetAll("a");
  for (const key of ["a1", "a2", "b1", "a3"]) await cache.get(key);
  expect(asked).toEqual(["a1", "a2", "b1", "a3", "a1", "a2", "a3"]);
});

it("so many keys are loaded at once and no more; those that are known are not refused, nor is a key that is being loaded", async () => {
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  let open = true;
  const cache = new Cache(async (key) => {
    if (!open) await answered;
    return key;
  }, LIMITS);
  await cache.get("known");
  open = false;
  const asked = Array.from({ length: 1_000 }, (_, n) => cache.get(`key ${n}`));
  const again = cache.get("key 0");
  expect(await cache.get("known")).toBe("known");
  answer();
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(LIMITS.maxLoading);
  expect(await again).toBe("key 0");
  expect(await cache.get("key 999")).toBe("key 999");
});

it("what is asked for towards the end of its time is loaded once more meanwhile, and nobody waits", async () => {
  let time = 1_000_000;
  restore = setClock(() => time);
  const table = new Map([["known", "before"]]);
  const { cache, asked } = over(table);
  await cache.get("known");
  table.set("known", "after");
  time += 0.4 * LIMITS.ttlMs;
  expect(cache.peek("known")).toBe("before");
  expect(asked).toHaveLength(1);
  time += 0.55 * LIMITS.ttlMs;
  expect(cache.peek("known")).toBe("before");
  expect(cache.peek("known")).toBe("before");
  await expect.poll(() => cache.peek("known")).toBe("after");
  expect(asked).toHaveLength(2);
  time += 0.4 * LIMITS.ttlMs;
  expect(cache.peek("known")).toBe("after");
});

it("what nobody asks for in time is waited for, and so is what could not be renewed", async () => {
  let time = 1_000_000;
  restore = setClock(() => time);
  let gone = false;
  const cache = new Cache(async (key) => {
    if (gone) throw new Error("gone");
    return key;
  }, LIMITS);
  await cache.get("known");
  gone = true;
  time += 0.95 * LIMITS.ttlMs;
  expect(await cache.get("known")).toBe("known");
  time += 0.1 * LIMITS.ttlMs;
  expect(cache.peek("known")).toBeUndefined();
  await expect(cache.get("known")).rejects.toThrow("gone");
  expect(cache.stale("known")).toBe("known");
});

it("what is forgotten is not good until it is loaded anew, though its renewal is under way", async () => {
  let time = 1_000_000;
  restore = setClock(() => time);
  let answer: (value: string) => void = () => undefined;
  let loads = 0;
  const cache = new Cache((key) => {
    loads++;
    return loads === 2
      ? new Promise<string>((resolve) => (answer = resolve))
      : Promise.resolve(`${key} ${loads}`);
  }, LIMITS);
  await cache.get("known");
  time += 0.95 * LIMITS.ttlMs;
  expect(cache.peek("known")).toBe("known 1");
  await expect.poll(() => loads).toBe(2);
  cache.forget("known");
  answer("outdated");
  expect(cache.peek("known")).toBeUndefined();
  expect(await cache.get("known")).toBe("known 3");
});
