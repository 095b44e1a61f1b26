import { rmSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { startCluster } from "@/server/platform/embedded/cluster";
import { isAlive, postmasterOf } from "@/server/platform/embedded/control";
import { makeLog } from "@/server/platform/log";
import { migrate } from "@/server/platform/postgres/migrate";

const PREFIX = "openpartner-tests-";
export const TEMPLATE = "op_template";

/** A running cluster with the migrated template that suites clone. */
export type Started = { url: string; stop(): Promise<void> };

export async function startTestCluster(): Promise<Started> {
  await removeAbandoned();
  const dataDir = path.join(os.tmpdir(), `${PREFIX}${process.pid}`);
  await mkdir(dataDir, { mode: 0o755 });
  const cluster = await startCluster({ dataDir, log: makeLog("error"), durable: false });
  const abandon = await endWithThisProcess(dataDir);
  const stop = async (): Promise<void> => {
    process.off("exit", abandon);
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await makeTemplate(cluster.url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: cluster.url, stop };
}

/** A run that is interrupted has no time to stop properly, and nothing to keep. */
async function endWithThisProcess(dataDir: string): Promise<() => void> {
  const running = await postmasterOf(path.join(dataDir, "postgres"));
  const abandon = (): void => {
    if (running) process.kill(running.pid, "SIGQUIT");
    rmSync(dataDir, { recursive: true, force: true });
  };
  process.once("exit", abandon);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
  return abandon;
}

async function makeTemplate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql`create database ${sql(TEMPLATE)}`;
  const template = new URL(url);
  template.pathname = `/${TEMPLATE}`;
  await migrate(template.href);
  // A template that someone is connected to cannot be cloned.
  await sql`alter database ${sql(TEMPLATE)} allow_connections false`;
  await sql.end();
}

/** Ends and removes the clusters of runs that were killed. */
async function removeAbandoned(): Promise<void> {
  const names = (await readdir(os.tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    if (isAlive(Number(name.slice(PREFIX.length)))) continue;
    const dataDir = path.join(os.tmpdir(), name);
    // Starting takes over what the killed run left, and stopping then ends it properly.
    const cluster = await startCluster({ dataDir, log: makeLog("silent"), durable: false }).catch(() => null);
    await cluster?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
