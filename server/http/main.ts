import { createServer, type Server as HttpServer } from "node:http";
import next from "next";
import { openServer, type Server, share } from "@/server/api/services";
import { ensureHomeBrand } from "@/server/brand/install";
import { resumeRederivations } from "@/server/commission/rederive";
import { doChores } from "@/server/jobs/chores";
import { startCluster } from "@/server/platform/embedded/cluster";
import { type Environment, parseEnvironment } from "@/server/platform/env";
import { type Log, makeLog } from "@/server/platform/log";
import { migrate } from "@/server/platform/migrate";
import { loadSecrets } from "@/server/platform/secrets";
import { clientIpFrom } from "./client-ip";
import { requestHandler } from "./handler";
import { withMetrics } from "./metrics";
import { welcome } from "./welcome";

const DRAIN_TIMEOUT_MS = 10_000;
const IMPATIENT_AFTER_MS = 1000;
const LOOPBACK = ["127.0.0.0/8", "::1"];

/** What must be closed when the server stops, the last opened first. */
type Opened = (() => Promise<void>)[];

/** Starts everything in the order of dependency. On failure, what was opened is closed again. */
export async function start(): Promise<{ stop(): Promise<void> }> {
  const env = parseEnvironment(process.env);
  const log = makeLog(env.LOG_LEVEL);
  const opened: Opened = [];
  const stop = async (): Promise<void> => {
    for (let close = opened.pop(); close; close = opened.pop()) await close();
  };
  try {
    await open(env, log, opened);
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open(env: Environment, log: Log, opened: Opened): Promise<void> {
  const development = process.env["OPENPARTNER_DEV"] === "1";
  const secrets = await loadSecrets(env);
  const databaseUrl = env.DATABASE_URL ?? (await openCluster(env, log, opened));
  await migrate(databaseUrl);
  const server = await openServer({ env, databaseUrl, secrets, log });
  opened.push(() => server.close());
  share(server);
  if (env.OPENPARTNER_MODE === "selfhost") await ensureHomeBrand(server.services.database);
  await seedDemo(server);
  opened.push(resumeRederivations(server.services));
  opened.push(doChores(server.services));
  const site = next({ dev: development, dir: process.cwd(), hostname: env.HOST, port: env.PORT });
  await site.prepare();
  opened.push(() => site.close());
  const trusted = env.TRUSTED_PROXIES.length > 0 || !development ? env.TRUSTED_PROXIES : LOOPBACK;
  const handler = requestHandler(server, site.getRequestHandler(), clientIpFrom(trusted));
  const token = env.METRICS_TOKEN;
  const http = createServer(token === undefined ? handler : withMetrics(handler, server.api.router, token));
  await listen(http, env);
  opened.push(() => close(http));
  sayWelcome(env, server);
}

async function openCluster(env: Environment, log: Log, opened: Opened): Promise<string> {
  const cluster = await startCluster({ dataDir: env.DATA_DIR, log });
  opened.push(() => cluster.stop());
  return cluster.url;
}

async function seedDemo(server: Server): Promise<void> {
  if (!process.argv.includes("--demo")) return;
  const { seed } = await import("@/server/demo/seed");
  await seed(server.services);
}

function listen(http: HttpServer, env: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`Port ${env.PORT} is taken. Choose another with PORT=… npm start.`)
          : error,
      );
    });
    http.listen(env.PORT, env.HOST, resolve);
  });
}

/** Stops taking connections and lets requests under way finish. */
function close(http: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => http.closeAllConnections(), DRAIN_TIMEOUT_MS);
    http.close(() => {
      clearTimeout(timer);
      resolve();
    });
    http.closeIdleConnections();
  });
}

function sayWelcome(env: Environment, server: Server): void {
  const demo = process.argv.includes("--demo");
  process.stdout.write(
    welcome({
      origin: server.services.appUrl,
      dataDir: env.DATA_DIR,
      ownKey: env.ADMIN_API_KEY !== undefined,
      demo,
    }),
  );
}

/** Runs until a signal asks it to stop. */
async function main(): Promise<void> {
  const asked = askedToStop();
  const running = await start();
  await asked;
  await running.stop();
  process.exit(0);
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
