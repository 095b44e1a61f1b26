import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log";
import { type Access, freePort, keepAccess, makePassword, readAccess, urlOf } from "./access";
import { ownerOf, postgresAccount } from "./account";
import { findBinaries } from "./binaries";
import { type Claim, claim, ensureDatabase } from "./claim";
import { create, type Installation, launch, postmasterOf, shutDown } from "./control";
import { choosePlace } from "./place";

const DATABASE = "openpartner";
const ATTEMPT_DELAY_MS = 500;
const MAX_ATTEMPTS = 10;
const IN_USE = "Another server already works with this DATA_DIR. Choose another one.";

export type Cluster = {
  /** Leads to the database `openpartner`, as the cluster's superuser. */
  readonly url: string;
  stop(): Promise<void>;
};

type Options = {
  dataDir: string;
  log: Log;
  /** False gives up safety in a crash for speed, in tests. */
  durable?: boolean;
};

/** A PostgreSQL of our own in `dataDir`, made on the first start, reachable from this machine only. */
export async function startCluster(options: Options): Promise<Cluster> {
  const { log, durable = true } = options;
  const dataDir = path.resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const known = await readAccess(dataDir);
  const usual = path.join(dataDir, "postgres");
  let place = known?.elsewhere ?? usual;
  const isNew = !(await exists(place));
  const account = isNew ? await postgresAccount() : await ownerOf(place);
  if (isNew) place = await choosePlace(dataDir, account);
  const installation = { place, account, binaries: await findBinaries(account), durable };

  const password = known?.password ?? makePassword();
  const elsewhere = place === usual ? undefined : place;
  const keep = async (preferred?: number): Promise<Access> => {
    const access = { port: await freePort(preferred), password, ...(elsewhere && { elsewhere }) };
    await keepAccess(dataDir, access);
    return access;
  };
  if (isNew) {
    // The password is written down first: were we killed in between, the new files would be useless without it.
    await keep(known?.port);
    await create(installation, password);
    if (elsewhere)
      log.warn({ elsewhere }, "DATA_DIR is closed to the user postgres; the database is elsewhere");
  } else if (known) {
    await stopLeftBehind(installation, known);
  }
  return watch(installation, await keep(known?.port), log);
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
  // Nothing answers: the number belongs to another process by now, and PostgreSQL makes sure of that when it starts.
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
    while (!stopping) {
      await sleep(ATTEMPT_DELAY_MS);
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

async function exists(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => null)) !== null;
}
