import type { World } from "../world";

type Figure = { name: string; figure: string };

/** A parameter, because postgres.js prepares no statement without one: planning it takes ten times as long as running it. */
const OF_NOTHING = 0;
/** One statement for all tables, made once for each database: a snapshot is taken after every request of some tests. */
const statements = new WeakMap<World, Promise<string>>();

/** A figure for each table of a brand that changes when any row of it is added, changed or removed. */
export async function snapshot(world: World): Promise<Record<string, string>> {
  const statement = statements.get(world) ?? statementOf(world);
  statements.set(world, statement);
  const text = await statement;
  const rows = await world.database.statementAsSystem("install", (sql) =>
    sql.unsafe<Figure[]>(text, [OF_NOTHING], { prepare: true }),
  );
  return Object.fromEntries(rows.map(({ name, figure }) => [name, figure]));
}

async function statementOf({ database }: World): Promise<string> {
  const [row] = await database.sql<{ text: string }[]>`
    select string_agg(
      format('select %L as name, count(*) || '':'' || coalesce(sum(hashtext(t::text)::bigint), $1::bigint) as figure from %I t', tablename, tablename),
      ' union all ' order by tablename) as text
    from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations'`;
  return row?.text ?? "";
}

/**
 * Counts statements that write, those too whose transaction was undone: a sequence is never put back. A snapshot takes twenty times
 * as long as asking whether one is needed.
 */
export async function countWrites({ database: { sql } }: World): Promise<() => Promise<bigint>> {
  await sql`create sequence writes`;
  await sql`create function count_write() returns trigger language plpgsql security definer as $$
    begin perform nextval('public.writes'); return null; end $$`;
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations'`;
  for (const { name } of tables) {
    await sql`create trigger count_writes before insert or update or delete or truncate on ${sql(name)}
      for each statement execute function count_write()`;
  }
  return async () => {
    const [row] = await sql<{ count: bigint }[]>`select last_value as count from writes`;
    return row?.count ?? 0n;
  };
}
