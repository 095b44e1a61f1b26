import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { operations } from "@/server/api/operations/all";
import type { Api } from "@/server/api/rest/api";
import { Router } from "@/server/api/rest/router";
import type { Services } from "@/server/auth/context";
import { keyCache } from "@/server/auth/keys";
import { hostsOfMany, hostsOfOne } from "@/server/brand/domains/hosts";
import { homeBrandOf } from "@/server/brand/home";
import { recallArrivals } from "@/server/click/judging/recall";
import { openRedirector, type Redirector } from "@/server/click/redirect/redirector";
import { Spool } from "@/server/click/spool/spool";
import { derive } from "@/server/commission/derive/derive";
import { deriveClickDay } from "@/server/commission/per-click/derive-clicks";
import { rederiveProgram } from "@/server/commission/rederive/rederive";
import { type Jobs, openJobs } from "@/server/jobs/jobs";
import { StripeWorker } from "@/server/jobs/stripe/worker";
import { transportOf } from "@/server/mail/transports/choose";
import { SECOND_MS } from "@/server/platform/clock";
import { type Environment, parseEnvironment } from "@/server/platform/env";
import { SharedLimits } from "@/server/platform/limits/shared-limits";
import { liveRoom } from "@/server/platform/live/room";
import { type Log, makeLog } from "@/server/platform/log";
import { type Announced, earForChanges, onAnnounce } from "@/server/platform/notify/changes";
import { openWire } from "@/server/platform/notify/wire";
import { openOutbound } from "@/server/platform/outbound/outbound";
import { openDatabase } from "@/server/platform/postgres/database";
import { settledWithin } from "@/server/platform/postgres/patience";
import { loadSecrets, type Secrets } from "@/server/platform/secrets";
import { stripeDoorOf } from "@/server/stripe/door";

/** Everything one process needs to answer requests. */
export type Server = {
  readonly services: Services;
  readonly api: Api;
  readonly redirector: Redirector;
  /** What nobody waits for. It begins only where a process of ours runs: elsewhere Inngest calls. */
  readonly jobs: Jobs;
  /** Works off what Stripe tells. */
  readonly stripe: StripeWorker;
  close(): Promise<void>;
};

/** How long a start waits for spooled clicks before it counts those of the last minute. */
const INHERITED_LIMIT_MS = 2 * SECOND_MS;

/** Opens the pool and the caches on a database that is migrated. */
export async function openServer(options: {
  env: Environment;
  databaseUrl: string;
  secrets: Secrets;
  log: Log;
}): Promise<Server> {
  const { env, databaseUrl, secrets, log } = options;
  const database = openDatabase(databaseUrl, { maxConnections: env.DATABASE_POOL_SIZE });
  const limits = new SharedLimits();
  const services: Services = {
    database,
    secrets,
    log,
    derive,
    rederiveProgram,
    deriveClickDay,
    limits,
    outbound: openOutbound({ allowed: env.OUTBOUND_PRIVATE_RANGES }),
    stripe: stripeDoorOf(env),
    mail: transportOf(env),
    maxFutureHours: env.MAX_FUTURE_HOURS,
    appUrl: env.APP_URL ?? `http://localhost:${env.PORT}`,
    linkDomain: env.LINK_DOMAIN ?? null,
  };
  const keys = keyCache(database);
  const homeBrand = homeBrandOf(database, env.OPENPARTNER_MODE);
  const redirector = openRedirector({
    services,
    hosts:
      env.OPENPARTNER_MODE === "selfhost"
        ? hostsOfOne(homeBrand)
        : hostsOfMany(database, services.linkDomain),
    spool: openSpool(env, log),
    commitLimitMs: env.CLICK_COMMIT_LIMIT_MS,
  });
  const forget = (change: Announced): void => {
    if (change.kind === "api_key") keys.forget(change.key);
    else redirector.forget(change);
  };
  const deaf = onAnnounce(forget);
  const room = liveRoom();
  const wire = await openWire(databaseUrl, [earForChanges(forget), limits.ear, room.ear], () => {
    keys.forgetAll();
    redirector.forgetAll();
    room.gap();
  });
  await limits.join(wire);
  room.join(wire);
  await settledWithin(INHERITED_LIMIT_MS, redirector.inherited);
  await recallArrivals(database, (limit, key, time) => limits.recall(limit, key, time));
  const stripe = new StripeWorker(services);
  return {
    services,
    jobs: openJobs(services, env),
    stripe,
    api: { services, gate: { secrets, keys, homeBrand }, router: new Router(operations) },
    redirector,
    async close() {
      await stripe.drained();
      deaf();
      room.leave();
      await limits.leave();
      await wire.stop();
      await redirector.close();
      services.outbound.close();
      services.mail.close();
      await database.close();
    },
  };
}

const BYTES_PER_MB = 1_048_576;

/** Where DATA_DIR cannot be written (Vercel), what the system offers must do for the moments the database is away. */
function openSpool(env: Environment, log: Log): Spool {
  const limits = { maxBytes: env.CLICK_SPOOL_MAX_MB * BYTES_PER_MB };
  const usual = path.join(env.DATA_DIR, "spool");
  try {
    mkdirSync(usual, { recursive: true, mode: 0o700 });
    return new Spool(usual, limits);
  } catch (error) {
    const folder = path.join(tmpdir(), "openpartner-spool");
    log.warn({ err: error, folder }, "the click spool is not in DATA_DIR, which cannot be written");
    return new Spool(folder, limits);
  }
}

const SHARED = Symbol.for("openpartner.server");
type Shared = { [SHARED]?: Promise<Server> };

/** Lets the pages and route handlers that Next runs in this process use the server that the Node entry opened. */
export function share(server: Server): void {
  (globalThis as Shared)[SHARED] = Promise.resolve(server);
}

/** The process's server: the Node entry's, or where there is none (Vercel, `next start`) one opened from the environment. */
export function sharedServer(): Promise<Server> {
  const shared = globalThis as Shared;
  shared[SHARED] ??= openFromEnvironment();
  return shared[SHARED];
}

async function openFromEnvironment(): Promise<Server> {
  const env = parseEnvironment(process.env);
  if (!env.DATABASE_URL) throw new Error("Without the Node entry (npm start) DATABASE_URL must be set.");
  return openServer({
    env,
    databaseUrl: env.DATABASE_URL,
    secrets: await loadSecrets(env),
    log: makeLog(env.LOG_LEVEL),
  });
}
