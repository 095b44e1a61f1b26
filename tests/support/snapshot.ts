import type { World } from "./world";

type Table = { name: string };

/** A figure for each table of a brand that changes when any row of it is added, changed or removed. */
export async function snapshot(world: World): Promise<Record<string, string>> {
  const tables = await world.database.sql<Table[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations' order by 1`;
  return world.database.asSystem("install", async (sql) => {
    const figures = tables.map(
      ({ name }) =>
        sql`select count(*) || ':' || coalesce(sum(hashtext(t::text)::bigint), 0) as figure from ${sql(name)} t`,
    );
    const rows = await Promise.all(figures);
    return Object.fromEntries(tables.map(({ name }, index) => [name, String(rows[index]?.[0]?.["figure"])]));
  });
}
