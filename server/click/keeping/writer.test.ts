import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { now } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { makeLink, type TestLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";
import { Spool } from "../spool/spool";
import type { ClickRow } from "../store/insert";
import { clickRow } from "../testing/row";
import { ClickWriter } from "./writer";

let world: World;
let link: TestLink;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "spool-"));
  world = await makeWorld();
  link = await makeLink(world);
});
afterAll(async () => {
  await world.drop();
  await rm(folder, { recursive: true });
});

const row = (changes: Partial<ClickRow> = {}): ClickRow => {
  const { partnerId, programId, linkId } = link;
  return clickRow({ brandId: world.brandId, partnerId, programId, linkId }, now(), changes);
};

const writerOn = (database: World["database"], commitLimitMs = 10_000): ClickWriter =>
  new ClickWriter({
    services: { ...world.services, database },
    commitLimitMs,
    spool: new Spool(folder, { maxBytes: 1_000_000 }),
  });

const countOf = async (ids: string[]) => {
  const [counted] = await world.database.inBrand(
    world.brandId,
    ({ sql }) => sql<{ n: number }[]>`select count(*)::int as n from clicks where id = any(${ids}::uuid[])`,
  );
  return counted?.n;
};

test("a click is there when its writing resolves", async () => {
  const one = row();
  await writerOn(world.database).write(one);
  expect(await countOf([one.id])).toBe(1);
});

test("clicks that arrive while an insert is under way share the next one", async () => {
  let inserts = 0;
  const counted: World["database"] = {
    ...world.database,
    statementAsSystem: (...given) => {
      inserts++;
      return world.database.statementAsSystem(...given);
    },
  };
  const rows = Array.from({ length: 100 }, () => row());
  const writer = writerOn(counted);
  await Promise.all(rows.map((one) => writer.write(one)));
  expect(inserts).toBeLessThanOrEqual(4);
  expect(await countOf(rows.map((one) => one.id))).toBe(100);
});

test("a click that cannot be stored does not take its neighbours with it", async () => {
  const writer = writerOn(world.database);
  const good = Array.from({ length: 10 }, () => row());
  const bad = row({ linkId: newId() });
  const results = await Promise.allSettled(
    [row(), row(), ...good.slice(0, 5), bad, ...good.slice(5)].map((one) => writer.write(one)),
  );
  expect(results.filter((result) => result.status === "rejected")).toHaveLength(1);
  expect(await countOf([...good.map((one) => one.id), bad.id])).toBe(10);
});

test("the same click twice is stored once", async () => {
  const writer = writerOn(world.database);
  const one = row();
  await Promise.all([writer.write(one), writer.write(one), writer.write(one)]);
  expect(await countOf([one.id])).toBe(1);
});

test("past its limit the queue refuses, and what waits is written", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow: World["database"] = {
    ...world.database,
    statementAsSystem: async (...given) => held.then(() => world.database.statementAsSystem(...given)),
  };
  const writer = writerOn(slow);
  // Two groups of 32 leave at once; the others wait.
  const rows = Array.from({ length: 2 * 32 + 10_000 }, () => row());
  const written = rows.map((one) => writer.write(one));
  await expect(writer.write(row())).rejects.toMatchObject({ code: "unavailable" });
  release();
  await Promise.all(written);
  await writer.close();
  expect(await countOf(rows.map((one) => one.id))).toBe(rows.length);
});

test("what the database does not take goes to the disk, and to the database once it is back", async () => {
  let gone = true;
  const flaky: World["database"] = {
    ...world.database,
    statementAsSystem: (...given) =>
      gone ? Promise.reject(new Error("gone")) : world.database.statementAsSystem(...given),
  };
  const writer = writerOn(flaky);
  const rows = Array.from({ length: 20 }, () => row());
  await Promise.all(rows.map((one) => writer.write(one)));
  expect(writer.spooling).toBe(true);
  expect(await countOf(rows.map((one) => one.id))).toBe(0);
  gone = false;
  await expect.poll(() => countOf(rows.map((one) => one.id)), { timeout: 10_000 }).toBe(20);
  await writer.close();
});

test("a click does not wait longer for its commit than the limit, and is stored once all the same", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const frozen: World["database"] = {
    ...world.database,
    statementAsSystem: async (...given) => held.then(() => world.database.statementAsSystem(...given)),
  };
  const writer = writerOn(frozen, 50);
  const one = row();
  const started = performance.now();
  await writer.write(one);
  expect(performance.now() - started).toBeLessThan(5_000);
  release();
  await expect.poll(() => countOf([one.id]), { timeout: 10_000 }).toBe(1);
  await expect.poll(async () => (await readdir(folder)).length, { timeout: 10_000 }).toBe(0);
  await writer.close();
});

test("closing does not wait for a database that does not answer, and leaves its clicks to the next process", async () => {
  let asked = 0;
  const silent: World["database"] = {
    ...world.database,
    statementAsSystem: () =>
      asked++ === 0 ? Promise.reject(new Error("gone")) : new Promise(() => undefined),
  };
  const writer = writerOn(silent);
  const one = row();
  await writer.write(one);
  await expect.poll(() => asked, { timeout: 5_000 }).toBe(2);
  const started = performance.now();
  await writer.close();
  expect(performance.now() - started).toBeLessThan(4_000);
  const next = writerOn(world.database);
  await expect.poll(() => countOf([one.id]), { timeout: 10_000 }).toBe(1);
  await next.close();
});

test("a click that was spooled and that the database will never take is set aside, and the others are brought", async () => {
  let gone = true;
  const flaky: World["database"] = {
    ...world.database,
    statementAsSystem: (...given) =>
      gone ? Promise.reject(new Error("gone")) : world.database.statementAsSystem(...given),
  };
  const writer = writerOn(flaky);
  const [good, bad, other] = [row(), row({ linkId: newId() }), row()];
  await Promise.all([good, bad, other].map((one) => writer.write(one)));
  gone = false;
  await expect.poll(() => countOf([good.id, other.id]), { timeout: 10_000 }).toBe(2);
  await expect.poll(() => writer.spooling, { timeout: 10_000 }).toBe(false);
  const [aside = ""] = await readdir(folder);
  expect(await readFile(path.join(folder, aside), "utf8")).toContain(bad.id);
  expect(await countOf([bad.id])).toBe(0);
  await writer.close();
});
