import { afterAll, beforeAll, expect, test } from "vitest";
import { customers, customerUsers } from "@/db/schema/facts/identity";
import type { Tx } from "@/server/platform/postgres/database";
import { makeWorld, type World } from "@/tests/support/world";
import { ensureCustomers, mergeCustomers } from "./customers";

let world: World;

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

const within = <T>(work: (tx: Tx) => Promise<T>) => world.database.inBrand(world.brandId, work);

const merge = (tx: Tx, userId: string, knownUserId: string) => mergeCustomers(tx, [{ userId, knownUserId }]);

/** Each user's customer, and how many customers there are in all. */
async function whoIsWho() {
  return within(async ({ orm }) => {
    const users = await orm.select().from(customerUsers);
    const all = await orm.select().from(customers);
    return { of: new Map(users.map((row) => [row.userId, row.customerId])), count: all.length };
  });
}

test("each new user gets a customer, a known one keeps his, and one named twice gets one", async () => {
  await within((tx) => ensureCustomers(tx, ["a", "b", "a"]));
  const before = await whoIsWho();
  await within((tx) => ensureCustomers(tx, ["b", "c"]));
  await within((tx) => ensureCustomers(tx, []));
  const after = await whoIsWho();
  expect([...after.of.keys()].sort()).toEqual(["a", "b", "c"]);
  expect(new Set(after.of.values()).size).toBe(3);
  expect(after.of.get("b")).toBe(before.of.get("b"));
  expect(after.count).toBe(3);
});

test("many transactions that meet the same new users at once make each of them once, and leave no empty customer", async () => {
  const { count } = await whoIsWho();
  const users = Array.from({ length: 50 }, (_, i) => `new-${i}`);
  const shuffled = (seed: number) =>
    [...users].sort(
      (a, b) =>
        ((a.length * 7 + a.charCodeAt(4) * seed) % 13) - ((b.length * 7 + b.charCodeAt(4) * seed) % 13),
    );
  await Promise.all(Array.from({ length: 8 }, (_, i) => within((tx) => ensureCustomers(tx, shuffled(i)))));
  const after = await whoIsWho();
  expect(users.every((user) => after.of.has(user))).toBe(true);
  expect(after.count).toBe(count + 50);
});

test("two users become one customer, the older, with all users of both", async () => {
  await within((tx) => ensureCustomers(tx, ["old"]));
  await within((tx) => ensureCustomers(tx, ["young", "friend"]));
  await within((tx) => merge(tx, "friend", "young"));
  const { of, count } = await whoIsWho();
  await within((tx) => merge(tx, "young", "old"));
  const after = await whoIsWho();
  expect(["old", "young", "friend"].map((user) => after.of.get(user))).toEqual(Array(3).fill(of.get("old")));
  expect(after.count).toBe(count - 1);
});

test("merging one customer with itself changes nothing", async () => {
  const before = await whoIsWho();
  await within((tx) => merge(tx, "old", "young"));
  expect(await whoIsWho()).toEqual(before);
});

test("a ring of merges at once ends in one customer", async () => {
  const ring = Array.from({ length: 8 }, (_, i) => `ring-${i}`);
  for (const user of ring) await within((tx) => ensureCustomers(tx, [user]));
  const { count } = await whoIsWho();
  await Promise.all(ring.map((user, i) => within((tx) => merge(tx, user, ring[(i + 1) % 8] ?? ""))));
  const after = await whoIsWho();
  expect(new Set(ring.map((user) => after.of.get(user))).size).toBe(1);
  expect(after.count).toBe(count - 7);
});

test("many pairs merged together end like one after the other: chains become one customer, the oldest", async () => {
  const users = Array.from({ length: 9 }, (_, i) => `pair-${i}`);
  for (const user of users) await within((tx) => ensureCustomers(tx, [user]));
  const before = await whoIsWho();
  const pair = (a: number, b: number) => ({ userId: `pair-${a}`, knownUserId: `pair-${b}` });
  // 5-3-1 and 1-7 are one chain, 2-8 another, 4 is named with itself, and 0 and 6 with nobody.
  await within((tx) =>
    mergeCustomers(tx, [pair(5, 3), pair(7, 1), pair(8, 2), pair(4, 4), pair(3, 1), pair(5, 7)]),
  );
  const after = await whoIsWho();
  const where = users.map((user) => users.findIndex((one) => before.of.get(one) === after.of.get(user)));
  expect(where).toEqual([0, 1, 2, 1, 4, 1, 6, 1, 2]);
  expect(after.count).toBe(before.count - 4);
});
