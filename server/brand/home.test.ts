import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "@/server/platform/postgres/database";
import { testDatabase } from "@/tests/support/database/database";
import { homeBrandOf } from "./home";
import { ensureHomeBrand } from "./install";

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const made = await testDatabase();
  drop = made.drop;
  database = openDatabase(made.url, { maxConnections: 8 });
});

afterAll(async () => {
  await database.close();
  await drop();
});

it("processes that start together install one brand", async () => {
  const ids = await Promise.all(Array.from({ length: 8 }, () => ensureHomeBrand(database)));
  expect(new Set(ids).size).toBe(1);
  const brands = await database.asSystem(
    "install",
    (sql) => sql<{ slug: string }[]>`select slug from brands`,
  );
  expect(brands).toEqual([{ slug: "home" }]);
});

it("installing again gives the brand that is there", async () => {
  expect(await ensureHomeBrand(database)).toBe(await ensureHomeBrand(database));
});

it("the home brand is found when self-hosted, and there is none in hosted mode", async () => {
  expect(await homeBrandOf(database, "selfhost")()).toBe(await ensureHomeBrand(database));
  expect(await homeBrandOf(database, "hosted")()).toBeNull();
});

it("a database that could not be reached is asked again", async () => {
  const closed = openDatabase("postgres://nobody@127.0.0.1:1/none", { maxConnections: 1 });
  let reachable: Database = closed;
  const homeBrand = homeBrandOf(
    { ...database, asSystem: (reason, work) => reachable.asSystem(reason, work) },
    "selfhost",
  );
  await expect(homeBrand()).rejects.toThrow();
  reachable = database;
  expect(await homeBrand()).toBe(await ensureHomeBrand(database));
  await closed.close();
});
