import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { startCluster } from "@/server/platform/embedded/cluster";
import { makeLog } from "@/server/platform/log";

/** A PostgreSQL that lives as long as one measurement. */
export type Scratch = {
  /** Makes a database, empty or like one that nobody is connected to, and returns its address, as superuser. */
  makeDatabase(name: string, like?: string): Promise<string>;
  /** A folder that is removed with it. */
  readonly folder: string;
  /** The process of the server. */
  readonly pid: number;
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
    return await work({
      makeDatabase: (name, like) => makeDatabase(cluster.url, name, like),
      folder: dataDir,
      pid: await pidOf(dataDir),
    });
  } finally {
    process.off("SIGINT", interrupted);
    process.off("SIGTERM", interrupted);
    await remove();
  }
}

async function makeDatabase(clusterUrl: string, name: string, like = "template1"): Promise<string> {
  const sql = postgres(clusterUrl, { max: 1 });
  await sql`create database ${sql(name)} template ${sql(like)}`;
  await sql.end();
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** PostgreSQL writes its process's number into the first line of this file. */
async function pidOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8"), 10);
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
