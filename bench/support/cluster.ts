import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { startCluster } from "@/server/platform/embedded/cluster";
import { makeLog } from "@/server/platform/log";

/** A PostgreSQL that lives as long as one measurement. */
export type Scratch = {
  /** Makes an empty database and returns its address, as superuser. */
  makeDatabase(name: string): Promise<string>;
  /** A folder that is removed with it. */
  readonly folder: string;
};

const INTERRUPTED = 130;

/** Runs `work` on the embedded PostgreSQL with the settings of production, in a folder that is removed afterwards. */
export async function withCluster<T>(work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "openpartner-bench-"));
  const cluster = await startCluster({ dataDir, log: makeLog("error") });
  const remove = async (): Promise<void> => {
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const interrupted = (): void => {
    void remove().finally(() => process.exit(INTERRUPTED));
  };
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  try {
    await refuseUnsafe(cluster.url);
    return await work({ makeDatabase: (name) => makeDatabase(cluster.url, name), folder: dataDir });
  } finally {
    process.off("SIGINT", interrupted);
    process.off("SIGTERM", interrupted);
    await remove();
  }
}

async function makeDatabase(clusterUrl: string, name: string): Promise<string> {
  const sql = postgres(clusterUrl, { max: 1 });
  await sql`create database ${sql(name)}`;
  await sql.end();
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** A figure without durability would compare nothing that matters. */
async function refuseUnsafe(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql<{ version: string; fsync: string; commit: string }[]>`
    select current_setting('server_version') as version, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as commit`;
  await sql.end();
  if (row?.fsync !== "on" || row.commit !== "on") throw new Error("fsync and synchronous_commit must be on");
  console.log(`  PostgreSQL ${row.version}, fsync on, synchronous_commit on`);
}
