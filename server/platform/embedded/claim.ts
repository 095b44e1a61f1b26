import postgres from "postgres";

const CLAIM = 7_264_030;
const CONNECT_TIMEOUT_SECONDS = 10;

/** The sign that one server works with a cluster. The system takes it back when the server dies, however it dies. */
export type Claim = { release(): Promise<void> };

/** Null when another server holds the claim. `lost` is called when the connection that holds it ends unasked. */
export async function claim(url: string, lost: () => void): Promise<Claim | null> {
  let mine = false;
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    connection: { application_name: "openpartner claim" },
    onnotice: () => undefined,
    onclose: () => {
      if (mine) lost();
    },
  });
  const release = async (): Promise<void> => {
    mine = false;
    await sql.end({ timeout: 1 });
  };
  try {
    const [row] = await sql<{ mine: boolean }[]>`select pg_try_advisory_lock(${CLAIM}) as mine`;
    mine = row?.mine ?? false;
    if (mine) return { release };
  } catch (error) {
    await release();
    throw error;
  }
  await release();
  return null;
}

export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!row) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
