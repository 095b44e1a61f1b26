import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/server/platform/ids";
import { makeLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";
import { EXPORT_TABLES } from "../tables";
import { EXPORT_FORMATS, type ExportFormat, exportFile, WHOLE_FORMATS } from "./export-file";

const CUSTOMERS = 12_345;
const ROWS_OF_PART = 1_000;
let world: World;

beforeAll(async () => {
  world = await makeWorld();
  await addCustomers(CUSTOMERS);
});
afterAll(() => world.drop());

const customers = (format: ExportFormat = "ndjson") => exportFile(world.ctx, { table: "customers", format });
/** How many rows' ids stand in a part. */
const rowsIn = (part: IteratorResult<string, void>): number =>
  part.done ? 0 : [...part.value.matchAll(/[0-7][0-9A-HJKMNP-TV-Z]{25}/g)].length;

async function addCustomers(count: number): Promise<void> {
  const ids = Array.from({ length: count }, newId);
  await world.database.asSystem(
    "install",
    (sql) => sql`
      insert into customers (brand_id, id, created_at)
      select ${world.brandId}, id, now() from unnest(${ids}::uuid[]) id`,
  );
}

async function countCustomers(): Promise<number> {
  const rows = await world.database.asSystem("install", (sql) => sql`select from customers`);
  return rows.length;
}

describe("a large table as a file", () => {
  it.each(EXPORT_FORMATS)(
    "is never held as %s: a row made while it is read is in it, and no part has more than a thousand",
    async (format) => {
      const before = await countCustomers();
      const { parts } = await customers(format);
      const sizes = [rowsIn(await parts.next())];
      await addCustomers(1);
      for await (const part of parts) sizes.push(rowsIn({ done: false, value: part }));
      expect(Math.max(...sizes)).toBe(ROWS_OF_PART);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(before + 1);
    },
  );

  it("holds no transaction open between two parts", async () => {
    const { parts } = await customers();
    await parts.next();
    const open = await world.database.asSystem(
      "install",
      (sql) => sql`
        select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    );
    expect(open).toHaveLength(0);
    await parts.return();
  });
});

describe("files made at once", () => {
  it("are three for a brand, and the next may begin when one has ended or was left", async () => {
    const running = [await customers(), await customers(), await customers()];
    await expect(customers()).rejects.toMatchObject({ code: "unavailable", retryAfterSeconds: 15 });
    await running[0]?.parts.return();
    running[0] = await customers();
    await expect(customers()).rejects.toMatchObject({ code: "unavailable" });
    for (const { parts } of running) await parts.return();
    const last = await customers();
    for await (const _ of last.parts);
    const again = [await customers(), await customers(), await customers()];
    for (const { parts } of again) await parts.return();
  });

  it("do not count one that was refused", async () => {
    const { brandId } = world;
    const nobody = world.actorCtx({ kind: "secret", brandId, keyId: newId(), scopes: new Set() });
    for (let index = 0; index < 5; index++) {
      await expect(exportFile(nobody, { table: "links", format: "csv" })).rejects.toMatchObject({
        code: "forbidden_scope",
      });
    }
    await (await customers()).parts.return();
  });
});

it.each(WHOLE_FORMATS)(
  "a file of everything, as %s, holds no more rows at a time than one of a table",
  async (format) => {
    await makeLink(world);
    const { parts, name } = await exportFile(world.ctx, { table: "all", format });
    const most = { rows: 0 };
    const tables = new Set<string>();
    for await (const part of parts) {
      most.rows = Math.max(most.rows, rowsIn({ done: false, value: part }));
      for (const table of EXPORT_TABLES) if (part.includes(`"${table}"`)) tables.add(table);
    }
    expect(most.rows).toBe(ROWS_OF_PART);
    expect([...tables]).toEqual(expect.arrayContaining(["programs", "partners", "links", "customers"]));
    expect(name).toMatch(new RegExp(`-all-\\d{4}-\\d\\d-\\d\\d\\.${format}$`));
  },
);
