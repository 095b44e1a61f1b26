import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";

const MIGRATION_LOCK = 7_264_031;
const OLDEST_SERVER = 150_000;

/** Applies `db/migrations/*.sql` in order, each in its transaction, each once. Safe when several processes start together. */
export async function migrate(
  databaseUrl: string,
  folder = path.join(process.cwd(), "db/migrations"),
): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await refuseOldServers(sql);
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await sql`create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())`;
    const applied = new Set(
      (await sql<{ name: string }[]>`select name from schema_migrations`).map((row) => row.name),
    );
    const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
    for (const name of names) {
      if (applied.has(name)) continue;
      const text = await readFile(path.join(folder, name), "utf8");
      await sql.begin(async (tx) => {
        await tx.unsafe(text);
        await tx`insert into schema_migrations (name) values (${name})`;
      });
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function refuseOldServers(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ version: number; name: string }[]>`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as name`.catch(
    (error: Error) => {
      // The first query is the first that meets a wrong address, password or name.
      throw new Error(`The database that DATABASE_URL names cannot be used: ${error.message}.`);
    },
  );
  if (row && row.version < OLDEST_SERVER) {
    throw new Error(`OpenPartner needs PostgreSQL 15 or newer; DATABASE_URL leads to version ${row.name}.`);
  }
}
