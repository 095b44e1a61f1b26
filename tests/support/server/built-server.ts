import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readAccess } from "@/server/platform/embedded/access";

export const SERVER_ADMIN_KEY = "op_admin_key_of_the_built_server";

export const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 30_000;
const POLL_MS = 100;

/** The server as it is delivered: a process of its own, built, on a database and a DATA_DIR of its own. */
export type BuiltServer = {
  readonly process: ChildProcess;
  readonly origin: string;
  readonly port: number;
  readonly dataDir: string;
  /** What it has printed so far. */
  output(): string;
  /** Resolves when it can do its work. */
  ready(): Promise<void>;
  /** Resolves with the exit code when it has ended by itself. */
  ended(): Promise<number | null>;
  /** Sends the signal and resolves with the exit code when it has ended. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
};

type Options = {
  /** What is run; the built server unless said. */
  command?: readonly [string, ...string[]];
  args?: readonly string[];
  dataDir?: string;
  port?: number;
  env?: Record<string, string>;
};

const BUILT = [process.execPath, ".build/server.mjs"] as const;

/** Starts the server without waiting for it. Nothing of the caller's own configuration reaches it. */
export async function startBuiltServer(options: Options = {}): Promise<BuiltServer> {
  const dataDir = options.dataDir ?? (await temporaryDataDir());
  const port = options.port ?? (await freePort());
  const [program, ...words] = options.command ?? BUILT;
  const child = spawn(program, [...words, ...(options.args ?? [])], {
    // A process group of its own, so that a test can signal it as a terminal does.
    detached: true,
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      NODE_ENV: "production",
      ADMIN_API_KEY: SERVER_ADMIN_KEY,
      LOG_LEVEL: "warn",
      HOST: "127.0.0.1",
      PORT: String(port),
      DATA_DIR: dataDir,
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const collect = (chunk: Buffer): void => {
    printed += chunk.toString("utf8");
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const closed = once(child, "close");
  const origin = `http://127.0.0.1:${port}`;
  return {
    process: child,
    origin,
    port,
    dataDir,
    output: () => printed,
    async ready() {
      const giveUp = Date.now() + START_TIMEOUT_MS;
      if (!(await becomesReady(origin, giveUp, () => child.exitCode !== null)))
        throw new Error(`The server did not become ready. It said:\n${printed}`);
    },
    async ended() {
      await closed;
      return child.exitCode;
    },
    async end(signal = "SIGTERM") {
      const last = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
      child.kill(signal);
      await closed;
      clearTimeout(last);
      return child.exitCode;
    },
  };
}

export function temporaryDataDir(within = os.tmpdir()): Promise<string> {
  return mkdtemp(path.join(within, "openpartner-server-"));
}

/** Removes the folder, and the database files where they had to stand elsewhere. */
export async function removeDataDir(dataDir: string): Promise<void> {
  const access = await readAccess(dataDir);
  if (access?.elsewhere) await rm(path.dirname(access.elsewhere), { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}

/** Linux gives ports from 32768 on to outgoing connections: one of those would soon be somebody else's. */
const PORTS = { from: 20_000, to: 32_000 };
const MAX_TRIES = 50;

async function freePort(): Promise<number> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await isFree(port)) return port;
  }
  throw new Error("No port is free on 127.0.0.1.");
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, "127.0.0.1");
  try {
    await once(probe, "listening");
  } catch {
    return false;
  }
  probe.close();
  await once(probe, "close");
  return true;
}

/** Resolves when the server can do its work, or with false when it has ended or the time to give up has come. */
export async function becomesReady(
  origin: string,
  giveUp: number,
  hasEnded: () => boolean = () => false,
): Promise<boolean> {
  while (!(await isReady(origin))) {
    if (hasEnded() || Date.now() > giveUp) return false;
    await sleep(POLL_MS);
  }
  return true;
}

async function isReady(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/ready`)).ok;
  } catch {
    return false;
  }
}
