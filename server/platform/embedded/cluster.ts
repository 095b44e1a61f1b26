import { mkdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log";
import { type Access, freePort, keepAccess, urlOf } from "./access";
import { IN_USE } from "./alone";
import { type Claim, claim, ensureDatabase } from "./claim";
import { type Installation, launch, postmasterOf, shutDown } from "./control";
import { prepare } from "./prepare";

const DATABASE = "openpartner";
const ATTEMPT_DELAY_MS = 500;
const MAX_ATTEMPTS = 10;
/** How long a PostgreSQL that does not come back is left alone between attempts: twice as long each time, up to this. */
const MAX_REVIVE_DELAY_MS = 5_000;

export type Cluster = {
  /** Leads to the database `openpartner`, as the cluster's superuser. */
  readonly url: string;
  stop(): Promise<void>;
};

type Options = {
  dataDir: string;
  log: Log;
  /** Hears what whoever starts it should know. */
  say?: (line: string) => void;
  /** False gives up safety in a crash for speed, in tests. */
  durable?: boolean;
};

/** A PostgreSQL of our own in `dataDir`, made on the first start, reachable from this machine only. */
export async function startCluster(options: Options): Promise<Cluster> {
  const { log, durable = true, say = () => undefined } = options;
  const dataDir = path.resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const { installation, access: known } = await prepare({ dataDir, say, durable });
  await stopLeftBehind(installation, known);
  const access = { ...known, port: await freePort(known.port) };
  await keepAccess(dataDir, access);
  return watch(installation, access, log);
}

/** A server that was killed leaves its PostgreSQL running. A server that lives holds the claim. */
async function stopLeftBehind(installation: Installation, access: Access): Promise<void> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const running = await postmasterOf(installation.place);
    if (!running) return;
    const url = urlOf({ ...access, port: running.port }, "postgres");
    const held = await claim(url, () => undefined).catch(() => undefined);
    if (held === null) throw new Error(IN_USE);
    if (held) {
      await held.release();
      return shutDown(installation);
    }
    // It may be about to start or to stop.
    await sleep(ATTEMPT_DELAY_MS);
  }
  // Something has its number and is called postgres, but does not answer. PostgreSQL says more when it starts.
}

/** Starts PostgreSQL, and starts it again whenever it ends without being asked. */
async function watch(installation: Installation, access: Access, log: Log): Promise<Cluster> {
  const adminUrl = urlOf(access, "postgres");
  let stopping = false;
  let held: Claim | null = null;
  let reviving: Promise<void> | null = null;

  const take = async (): Promise<void> => {
    held = await claim(adminUrl, () => {
      if (stopping || reviving) return;
      log.error("the embedded PostgreSQL ended a session that it should keep; looking after it");
      reviving = revive().finally(() => {
        reviving = null;
      });
    });
    if (!held) throw new Error(IN_USE);
  };
  const revive = async (): Promise<void> => {
    for (let delayMs = ATTEMPT_DELAY_MS; !stopping; delayMs = Math.min(2 * delayMs, MAX_REVIVE_DELAY_MS)) {
      await sleep(delayMs);
      try {
        if (!stopping && !(await postmasterOf(installation.place))) await launch(installation, access.port);
        if (!stopping) await take();
        return;
      } catch (error) {
        log.error({ err: error }, "the embedded PostgreSQL does not come back; trying again");
      }
    }
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    await reviving;
    await held?.release();
    await shutDown(installation);
  };
  await launch(installation, access.port);
  try {
    await take();
    await ensureDatabase(adminUrl, DATABASE);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: urlOf(access, DATABASE), stop };
}
