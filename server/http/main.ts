import cluster from "node:cluster";
import { type Environment, parseEnvironment } from "@/server/platform/env";
import { type Log, makeLog } from "@/server/platform/log";
import { loadSecrets } from "@/server/platform/secrets";
import { installCode } from "@/server/setup/install";
import { mailboxAddress } from "./local/mailbox-pages";
import { standInForStripe } from "./local/stripe";
import { welcome } from "./local/welcome";
import { Opened } from "./opened";
import { prepare } from "./prepare";
import { tuneGarbageCollection } from "./processes/garbage";
import { supervise, type Workers } from "./processes/supervise";
import { surviveUncaught } from "./processes/uncaught";
import { work } from "./processes/worker";
import { serve } from "./serve";

const IMPATIENT_AFTER_MS = 1000;

/** Starts everything in the order of dependency. On failure, what was opened is closed again. */
async function start(): Promise<{ log: Log; stop(): Promise<void> }> {
  const env = parseEnvironment(process.env);
  const log = makeLog(env.LOG_LEVEL);
  const opened = new Opened();
  try {
    await open(env, log, opened);
    return { log, stop: () => opened.close() };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function open(configured: Environment, log: Log, opened: Opened): Promise<void> {
  // Pages that are compiled as they are asked for are compiled in one process.
  const count = process.env["OPENPARTNER_DEV"] === "1" ? 1 : configured.WEB_CONCURRENCY;
  const stripe = await standInForStripe(configured, { movable: count === 1 }, opened);
  const env = parseEnvironment({ ...process.env, ...stripe });
  if (count === 1) {
    await serve({ env, databaseUrl: await prepare(env, log, opened), log }, opened);
  } else {
    const running: { workers?: Workers } = {};
    // Listened for from the first moment, because it would end a process that does not.
    process.on("SIGHUP", () => void running.workers?.restart());
    const workers = await supervise(count, { ...stripe, DATABASE_URL: await prepare(env, log, opened) }, log);
    running.workers = workers;
    opened.add(workers.stop);
  }
  sayWelcome(env, installCode(await loadSecrets(env)));
}

function sayWelcome(env: Environment, code: string): void {
  const local = `http://localhost:${env.PORT}`;
  const keepsMail = env.SMTP_URL === undefined && env.POSTMARK_TOKEN === undefined;
  process.stdout.write(
    welcome({
      origin: env.APP_URL ?? local,
      dataDir: env.DATA_DIR,
      ownKey: env.ADMIN_API_KEY !== undefined,
      sandbox: env.STRIPE_SANDBOX === "on",
      demo: process.argv.includes("--demo"),
      installCode: code,
      mailbox: keepsMail ? mailboxAddress({ port: env.PORT, appUrl: env.APP_URL ?? local, code }) : null,
    }),
  );
}

/** Runs until a signal asks it to stop. */
async function main(): Promise<void> {
  tuneGarbageCollection();
  if (cluster.isWorker) return work();
  const asked = askedToStop();
  const running = await start();
  await Promise.race([asked, surviveUncaught(running.log)]);
  await running.stop();
  process.exit();
}

/** Listens from the first moment, so that a start that is interrupted still ends properly. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    let since: number | undefined;
    const onSignal = (): void => {
      since ??= Date.now();
      // Ctrl-C below npm arrives twice, from the terminal and from npm. Only a person who asks again does not want to wait.
      if (Date.now() - since > IMPATIENT_AFTER_MS) process.exit(1);
      resolve();
    };
    process.on("SIGTERM", onSignal);
    process.on("SIGINT", onSignal);
  });
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
