import { spawn } from "node:child_process";
import { chown, mkdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Account } from "./account";
import type { Binaries } from "./binaries";
import { settings } from "./settings";

const START_TIMEOUT_SECONDS = 120;
const STOP_TIMEOUT_SECONDS = 60;
const OUTPUT_LIMIT = 4000;
const CONFIG_FILE = "openpartner.conf";
const LOG_FILE = "server.log";
const PID_FILE = "postmaster.pid";

/** A cluster's files, with what is needed to work on them. */
export type Installation = {
  readonly place: string;
  readonly account: Account | null;
  readonly binaries: Binaries;
  /** False gives up safety in a crash for speed, in tests. */
  readonly durable: boolean;
};

/** The same order of texts on every machine, whatever its C library knows. PostgreSQL 17 and newer have it. */
const LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];

/** Makes the cluster's files under another name first: a start that is killed leaves nothing half-made at `place`. */
export async function create(
  installation: Installation,
  password: string,
  locale: readonly string[] = LOCALE,
): Promise<void> {
  const { place, account, binaries, durable } = installation;
  const unfinished = `${place}.new`;
  const passwordFile = path.join(unfinished, "password");
  const data = path.join(unfinished, "data");
  // A start that was killed at work may have left its own.
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  await give(account, unfinished);
  await give(account, passwordFile);
  try {
    await runAs(account, unfinished, binaries.initdb, [
      `--pgdata=${data}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      ...locale,
      "--data-checksums",
      ...(durable ? [] : ["--no-sync"]),
    ]);
    const main = path.join(data, "postgresql.conf");
    await writeFile(main, `${await readFile(main, "utf8")}\ninclude_if_exists = '${CONFIG_FILE}'\n`);
    await rename(data, place);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Starts PostgreSQL in a session of its own, so that Ctrl-C in our terminal does not reach it, and waits until it answers. */
export async function launch(installation: Installation, port: number): Promise<void> {
  const { place, account, binaries, durable } = installation;
  const config = path.join(place, CONFIG_FILE);
  const log = path.join(place, LOG_FILE);
  await writeFile(config, settings({ port, durable }));
  await give(account, config);
  await truncate(log).catch(() => undefined);
  await forgetStranger(place);
  try {
    await runAs(account, place, binaries.pgCtl, [
      "start",
      "--silent",
      "--wait",
      `--timeout=${START_TIMEOUT_SECONDS}`,
      `--pgdata=${place}`,
      `--log=${log}`,
    ]);
  } catch (error) {
    const said = await readFile(log, "utf8").catch(() => "");
    const reason = said.trim() || (error instanceof Error ? error.message : String(error));
    throw new Error(`The embedded PostgreSQL did not start: ${reason.split("\n").slice(-3).join(" ")}`);
  }
}

/** Ends all sessions, writes what is pending, and waits until PostgreSQL is gone. */
export async function shutDown(
  installation: Installation,
  mode: "fast" | "immediate" = "fast",
): Promise<void> {
  const { place, account, binaries } = installation;
  if (!(await postmasterOf(place))) return;
  await runAs(account, place, binaries.pgCtl, [
    "stop",
    "--silent",
    "--wait",
    `--timeout=${STOP_TIMEOUT_SECONDS}`,
    `--mode=${mode}`,
    `--pgdata=${place}`,
  ]);
}

/** Who works on these files, if the process is alive that PostgreSQL wrote down. */
export async function postmasterOf(place: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(path.join(place, PID_FILE), "utf8").catch(() => "");
  const [pid, , , port] = text.split("\n").map(Number);
  return pid && port && isAlive(pid) && !(await isStranger(pid)) ? { pid, port } : null;
}

/**
 * After a kill, PostgreSQL's number may belong to another process or thread, most of all in a container, where each start
 * counts from one. PostgreSQL could not tell, and would refuse to start.
 */
async function forgetStranger(place: string): Promise<void> {
  const file = path.join(place, PID_FILE);
  const pid = Number.parseInt(await readFile(file, "utf8").catch(() => ""), 10);
  if (pid && isAlive(pid) && (await isStranger(pid))) await rm(file, { force: true });
}

/** True only where the system says so: when in doubt it may be our PostgreSQL. */
async function isStranger(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return command !== "" && !command.includes("postgres");
}

export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function give(account: Account | null, file: string): Promise<void> {
  if (account) await chown(file, account.uid, account.gid);
}

function runAs(account: Account | null, cwd: string, command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: ownEnvironment(),
      // Its own group: Ctrl-C asks us to stop, and we stop PostgreSQL last.
      detached: process.platform !== "win32",
      windowsHide: true,
      stdio: ["ignore", "pipe", "pipe"],
      ...(account ?? {}),
    });
    let output = "";
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString("utf8")).slice(-OUTPUT_LIMIT);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(output.trim() || `${path.basename(command)} ended with ${code}`));
    });
  });
}

/** PG… variables of whoever starts us must not lead PostgreSQL's programs elsewhere. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: "C" };
  for (const name of Object.keys(env)) if (name.startsWith("PG")) delete env[name];
  return env;
}
