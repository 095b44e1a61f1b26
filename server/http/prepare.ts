import { openServer } from "@/server/api/services";
import { startCluster } from "@/server/platform/embedded/cluster";
import type { Environment } from "@/server/platform/env";
import type { Log } from "@/server/platform/log";
import { migrate } from "@/server/platform/postgres/migrate";
import { loadSecrets } from "@/server/platform/secrets";
import type { Opened } from "./opened";

/** Does what is done once, however many processes will serve: the database runs and has its tables. Resolves with its address. */
export async function prepare(env: Environment, log: Log, opened: Opened): Promise<string> {
  const secrets = await loadSecrets(env);
  const databaseUrl = env.DATABASE_URL ?? (await openCluster(env, log, opened));
  await migrate(databaseUrl);
  if (process.argv.includes("--demo")) {
    const server = await openServer({ env, databaseUrl, secrets, log });
    const { seed } = await import("@/server/demo/seed");
    try {
      await seed(server.services, say);
    } finally {
      await server.close();
    }
  }
  return databaseUrl;
}

async function openCluster(env: Environment, log: Log, opened: Opened): Promise<string> {
  const cluster = await startCluster({ dataDir: env.DATA_DIR, log, say });
  opened.add(() => cluster.stop());
  return cluster.url;
}

/** What the start does and finds is for whoever started it; logs are lines of JSON on standard error. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
