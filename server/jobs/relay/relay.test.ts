import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MINUTE_MS, setClock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import { makeWorld, type World } from "@/tests/support/world";
import { depthOf, type Waiting } from "../store/outbox";
import type { Consumer } from "./consumers";
import { lookForChanges } from "./look";
import { relayChanges } from "./relay-changes";

let world: World;
/** What consumers took, in order. */
let taken: string[];

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  taken = [];
  await world.database.sql`truncate outbox, changes_set_aside`;
});

const write = (...subjects: string[]): Promise<void> =>
  world.database.inBrand(world.brandId, (tx) =>
    enqueue(
      tx,
      subjects.map((subject) => ({ topic: "thing.changed", subject, payload: { subject } })),
    ),
  );
const consumer = (name: string, refuse: (change: Waiting) => boolean = () => false): Consumer => ({
  name,
  wakes: { create: (data) => ({ name: `${name}/wake`, data }) },
  async take(_services, _brandId, changes) {
    if (changes.some(refuse)) throw new Error(`${name} cannot take this`);
    taken.push(...changes.map(({ subject }) => `${name} ${subject}`));
    return changes.length > 0;
  },
});
const relay = (consumers: readonly Consumer[], last = false) =>
  relayChanges(world.services, world.brandId, { consumers, last });
const waiting = async (): Promise<number> =>
  (await world.database.asSystem("relay changes", (sql) => depthOf(sql, world.brandId))).waiting;
const setAside = () =>
  world.database.sql`select consumer, subject, reason from changes_set_aside order by subject`;

describe("the relay", () => {
  it("gives each change to every consumer in the order in which it was written, and then forgets it", async () => {
    await write("a", "b");
    await write("a");
    expect(await relay([consumer("one"), consumer("two")])).toEqual(["one", "two"]);
    expect(taken).toEqual(["one a", "one b", "one a", "two a", "two b", "two a"]);
    expect(await waiting()).toBe(0);
    expect(await relay([consumer("one")])).toEqual([]);
  });

  it("keeps that order when the clocks of two machines differ", async () => {
    await write("first");
    const end = setClock(() => Date.now() - MINUTE_MS);
    await write("second");
    end();
    await relay([consumer("one")]);
    expect(taken).toEqual(["one first", "one second"]);
  });

  it("keeps everything when a consumer fails, and gives it again", async () => {
    await write("a", "b");
    let broken = true;
    const two = consumer("two", () => broken);
    await expect(relay([consumer("one"), two])).rejects.toThrow("two cannot take this");
    expect(await waiting()).toBe(2);
    broken = false;
    taken = [];
    await relay([consumer("one"), two]);
    expect(taken).toEqual(["one a", "one b", "two a", "two b"]);
  });

  it("sets aside, in the last attempt, what a consumer cannot take, with the reason, and goes on", async () => {
    await write("a", "bad", "c");
    const picky = consumer("picky", ({ subject }) => subject === "bad");
    expect(await relay([picky, consumer("other")], true)).toEqual(["picky", "other"]);
    expect(taken).toEqual(["picky a", "picky c", "other a", "other bad", "other c"]);
    expect(await setAside()).toEqual([
      { consumer: "picky", subject: "bad", reason: "picky cannot take this" },
    ]);
    expect(await waiting()).toBe(0);
  });

  it("works for a brand in one process at a time", async () => {
    await write("a");
    let inside: Promise<string[]> | undefined;
    const slow = consumer("slow");
    const take: Consumer["take"] = async (...args) => {
      inside ??= relay([consumer("second")]);
      await inside;
      return slow.take(...args);
    };
    expect(await relay([{ ...slow, take }])).toEqual(["slow"]);
    expect(await inside).toEqual([]);
    expect(taken).toEqual(["slow a"]);
  });

  it("takes a backlog of several batches in one go", async () => {
    await write(...Array.from({ length: 1_203 }, (_, n) => String(n)));
    await relay([consumer("one")]);
    expect(taken).toEqual(Array.from({ length: 1_203 }, (_, n) => `one ${n}`));
  });

  it("finds each brand that has changes waiting", async () => {
    expect(await lookForChanges(world.services)).toEqual([]);
    await write("a", "b");
    const other = newId();
    await world.database.sql`
      insert into outbox (brand_id, id, topic, subject, payload, created_at)
      select ${other}::uuid, gen_random_uuid(), 't', 's', '{}'::jsonb, now() from generate_series(1, 5)`;
    const brands = (await lookForChanges(world.services)).map(({ data }) => data.brandId);
    expect(brands.sort()).toEqual([world.brandId, other].sort());
  });
});
