import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { testDatabase } from "@/tests/support/database/database";
import { MINUTE_MS, now } from "../clock";
import { openWire, type Wire } from "../notify/wire";
import type { Limit } from "./limits";
import { SharedLimits } from "./shared-limits";

const LIMIT: Limit = { name: "test", max: 20, windowMs: MINUTE_MS, counts: "all" };

let database: Awaited<ReturnType<typeof testDatabase>>;
type Process = { limits: SharedLimits; wire: Wire; settled: number };
const joined: Process[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
afterEach(async () => {
  for (const { limits, wire } of joined.splice(0)) {
    await limits.leave();
    await wire.stop();
  }
});

/** What one process counts with. */
async function start(): Promise<SharedLimits> {
  const limits = new SharedLimits();
  const ear = { channel: "settled", heard: () => one.settled++ };
  const wire = await openWire(database.url, [limits.ear, ear], () => undefined);
  const one: Process = { limits, wire, settled: 0 };
  await limits.join(wire);
  joined.push(one);
  return limits;
}

/** Waits until all have heard what was counted before: what is told after it is heard after it. */
async function settled(): Promise<void> {
  for (const { limits } of joined) await limits.told();
  const before = joined.map((one) => one.settled);
  await joined[0]?.wire.tell("settled", [""]);
  await expect.poll(() => joined.every((one, index) => one.settled > (before[index] ?? 0))).toBe(true);
}

let a: SharedLimits;
let b: SharedLimits;
beforeEach(async () => {
  a = await start();
  b = await start();
  await settled();
});

test("hits of several processes count together, however they are spread", async () => {
  const waits: number[] = [];
  for (let n = 0; n < 25; n++) {
    waits.push((n % 3 === 0 ? a : b).hit(LIMIT, "key"));
    await settled();
  }
  expect(waits.findIndex((wait) => wait > 0)).toBe(20);
});

test.each([
  ["a name of several words", "sign-in address", "ada@acme.example"],
  ["a key of several words", "test", "two words"],
  ["a key of several lines", "test", "one\nother 100%\tlast"],
  ["a key of other letters", "test", "Грета"],
  ["an empty key", "test", ""],
])("hits count together under %s", async (_what, name, key) => {
  const limit: Limit = { ...LIMIT, name, max: 4 };
  for (let n = 0; n < 4; n++) {
    expect((n % 2 === 0 ? a : b).hit(limit, key)).toBe(0);
    await settled();
  }
  expect(a.hit(limit, key)).toBeGreaterThan(0);
  expect(b.hit(limit, key)).toBeGreaterThan(0);
});

test.each(["key ", "ключ-"])(
  "thousands at once are told in a few notifications, and none is lost: %s",
  async (word) => {
    for (let n = 0; n < 5_000; n++) a.hit(LIMIT, `${word}${n % 250}`);
    await settled();
    await expect.poll(() => b.hit(LIMIT, `${word}249`) > 0).toBe(true);
    for (let n = 0; n < 250; n++) expect(b.hit(LIMIT, `${word}${n}`)).toBeGreaterThan(0);
  },
);

test("a newcomer hears what is counted after it came, and recalls what was before", async () => {
  for (let n = 0; n < 10; n++) a.hit(LIMIT, "key");
  const c = await start();
  await settled();
  const before = now() - 1_000;
  for (let n = 0; n < 10; n++) c.recall(LIMIT, "key", before);
  for (let n = 0; n < 9; n++) a.hit(LIMIT, "key");
  await settled();
  expect(c.hit(LIMIT, "key")).toBe(0);
  expect(c.hit(LIMIT, "key")).toBeGreaterThan(0);
});

test("what is heard and recalled counts once", async () => {
  for (let n = 0; n < 19; n++) {
    a.hit(LIMIT, "key");
    b.recall(LIMIT, "key", now());
  }
  await settled();
  expect(b.hit(LIMIT, "key")).toBe(0);
});

test("without the database each process counts alone", async () => {
  for (const { wire } of joined) await wire.stop();
  for (let n = 0; n < 20; n++) expect(a.hit(LIMIT, "key")).toBe(0);
  expect(a.hit(LIMIT, "key")).toBeGreaterThan(0);
  expect(b.hit(LIMIT, "key")).toBe(0);
});
