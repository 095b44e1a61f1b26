import { access } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach } from "vitest";
import { startCluster } from "@/server/platform/embedded/cluster";
import { makeLog } from "@/server/platform/log";
import {
  type BuiltServer,
  removeDataDir,
  SERVER_ADMIN_KEY,
  startBuiltServer,
  temporaryDataDir,
} from "../support/server/built-server";

type Servers = { start: typeof startBuiltServer; newFolder(within?: string): Promise<string> };

/** Starts servers that are ended, and their folders removed, after each test, or after all where they share one. */
export function servers({ shared = false } = {}): Servers {
  const started: BuiltServer[] = [];
  const folders: string[] = [];
  (shared ? afterAll : afterEach)(async () => {
    const all = started.splice(0);
    for (const server of all) await server.end();
    for (const dataDir of new Set(all.map((server) => server.dataDir))) {
      await endLeftBehind(dataDir);
      await removeDataDir(dataDir);
    }
    for (const folder of folders.splice(0)) await removeDataDir(folder);
  });
  return {
    async start(options) {
      // Most are asked for few pages or none, and reading them all is half of a start.
      const env = { PRELOAD_PAGES: "off", ...options?.env };
      const server = await startBuiltServer({ ...options, env });
      started.push(server);
      return server;
    },
    async newFolder(within) {
      const folder = await temporaryDataDir(within);
      folders.push(folder);
      return folder;
    },
  };
}

/** A test that failed may have left the PostgreSQL of a killed server running. */
async function endLeftBehind(dataDir: string): Promise<void> {
  if (!(await isRunning(dataDir))) return;
  const cluster = await startCluster({ dataDir, log: makeLog("silent") });
  await cluster.stop();
}

/** Whether a PostgreSQL works on the files of `dataDir`. */
export async function isRunning(dataDir: string): Promise<boolean> {
  return access(path.join(dataDir, "postgres", "postmaster.pid")).then(
    () => true,
    () => false,
  );
}

/** Creates a program as an administrator; resolves with the status of the reply. */
export async function createProgram(server: BuiltServer, slug: string): Promise<number> {
  const reply = await fetch(`${server.origin}/api/v1/programs`, {
    method: "POST",
    headers: { authorization: `Bearer ${SERVER_ADMIN_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ name: slug, slug, destinationUrl: "https://example.com/", terms: TERMS }),
  });
  await reply.arrayBuffer();
  return reply.status;
}

const TERMS = { rules: [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }] };

export async function programSlugs(server: BuiltServer): Promise<string[]> {
  const reply = await fetch(`${server.origin}/api/v1/programs?limit=100`, {
    headers: { authorization: `Bearer ${SERVER_ADMIN_KEY}` },
  });
  // The API's own tests hold the form of this reply.
  const { data } = (await reply.json()) as { data: { slug: string }[] };
  return data.map(({ slug }) => slug).sort();
}
