import { readdir } from "node:fs/promises";
import path from "node:path";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import postgres from "postgres";
import { expect, it } from "vitest";
import { testDatabase } from "@/tests/support/database/database";

// Migrations are written by hand, and the code is typed by the schema: this holds the two together.

type Shape = { columns: string[]; indexes: string[] };

/** A table's columns with type and whether they may be empty, and the names of its own indexes. */
async function declared(): Promise<Map<string, Shape>> {
  const folder = path.join(import.meta.dirname, "schema");
  const modules = await Promise.all(
    (await readdir(folder, { recursive: true }))
      .filter((file) => file.endsWith(".ts"))
      .map((file): Promise<Record<string, unknown>> => import(path.join(folder, file))),
  );
  const shapes = new Map<string, Shape>();
  for (const table of modules.flatMap((module) => Object.values(module))) {
    if (!(table instanceof PgTable)) continue;
    const { name, columns, indexes, primaryKeys } = getTableConfig(table);
    const keys = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
    shapes.set(name, {
      columns: columns
        .map((column) => {
          const full = column.notNull || column.primary || keys.has(column.name);
          return `${column.name} ${column.getSQLType()}${full ? "" : " null"}`;
        })
        .sort(),
      indexes: indexes.map(({ config }) => config.name ?? "").sort(),
    });
  }
  return shapes;
}

async function migrated(url: string): Promise<Map<string, Shape>> {
  const sql = postgres(url, { max: 1 });
  const rows = await sql<(Shape & { name: string })[]>`
    select c.relname as name,
      (select array_agg(a.attname || ' ' || replace(format_type(a.atttypid, a.atttypmod), 'timestamp(3) with time zone', 'timestamptz(3)') || case when a.attnotnull then '' else ' null' end
        order by 1) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      array(select i.relname::text from pg_index x join pg_class i on i.oid = x.indexrelid
        where x.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.oid) order by 1) as indexes
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;
  await sql.end();
  return new Map(
    rows.map(({ name, columns, indexes }) => [name, { columns: columns.sort(), indexes: indexes.sort() }]),
  );
}

it("the migrations make the tables that the schema declares", async () => {
  const database = await testDatabase();
  try {
    const made = await migrated(database.url);
    const wanted = await declared();
    made.delete("schema_migrations");
    expect(Object.fromEntries(made)).toEqual(Object.fromEntries(wanted));
  } finally {
    await database.drop();
  }
});
