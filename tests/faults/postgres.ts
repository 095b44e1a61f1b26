import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { freePort, urlOf } from "@/server/platform/embedded/access";
import { ensureDatabase } from "@/server/platform/embedded/claim";
import { launch, postmasterOf, shutDown } from "@/server/platform/embedded/control";
import { prepare } from "@/server/platform/embedded/prepare";
import { removeDataDir, temporaryDataDir } from "../support/server/built-server";

const DATABASE = "faults";
const LAUNCH_ATTEMPTS = 20;
const LAUNCH_DELAY_MS = 250;

/** Runs one query on a connection of its own. */
export type Ask = <T extends postgres.Row>(query: string) => Promise<T[]>;

/** A PostgreSQL that nobody looks after: what is killed or halted stays so until it is launched or thawed. */
export type MortalPostgres = {
  readonly url: string;
  /** Ends it as a power cut does, without a word to its clients. */
  kill(): Promise<void>;
  launch(): Promise<void>;
  /** Halts every process of it, so that its clients wait for answers. The result goes on. */
  freeze(): Promise<() => void>;
  readonly ask: Ask;
  end(): Promise<void>;
};

export async function mortalPostgres(): Promise<MortalPostgres> {
  const dataDir = await temporaryDataDir();
  const { installation, access } = await prepare({ dataDir, say: () => undefined, durable: true });
  const port = await freePort(access.port);
  const url = urlOf({ ...access, port }, DATABASE);
  const postmaster = async (): Promise<number> => {
    const running = await postmasterOf(installation.place);
    if (!running) throw new Error("PostgreSQL does not run.");
    return running.pid;
  };
  const ask = askAt(url);
  const start = async (attempt = 1): Promise<void> => {
    try {
      await launch(installation, port);
    } catch (error) {
      // Its sessions notice one after the other that it was killed, and it does not start beside them.
      if (attempt === LAUNCH_ATTEMPTS) throw error;
      await sleep(LAUNCH_DELAY_MS);
      await start(attempt + 1);
    }
  };
  await start();
  await ensureDatabase(urlOf({ ...access, port }, "postgres"), DATABASE);
  return {
    url,
    ask,
    launch: () => start(),
    async kill() {
      process.kill(await postmaster(), "SIGKILL");
    },
    async freeze() {
      const sessions = await ask<{ pid: number }>(
        "select pid from pg_stat_activity where pid <> pg_backend_pid()",
      );
      const pids = [await postmaster(), ...sessions.map(({ pid }) => pid)];
      for (const pid of pids) signal(pid, "SIGSTOP");
      return () => {
        for (const pid of pids) signal(pid, "SIGCONT");
      };
    },
    async end() {
      await shutDown(installation, "immediate");
      await removeDataDir(path.resolve(dataDir));
    },
  };
}

export function askAt(url: string): Ask {
  return async <T extends postgres.Row>(query: string) => {
    const sql = postgres(url, { max: 1, onnotice: () => undefined });
    try {
      return await sql.unsafe<T[]>(query);
    } finally {
      await sql.end({ timeout: 5 });
    }
  };
}

/** A session may have ended since it was listed. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
