import { openSandbox } from "@/dev/stripe/sandbox";
import type { Actor, Context, Services } from "@/server/auth/context";
import { ensureHomeBrand } from "@/server/brand/install";
import { derive } from "@/server/commission/derive/derive";
import { deriveClickDay } from "@/server/commission/per-click/derive-clicks";
import { rederiveProgram } from "@/server/commission/rederive/rederive";
import { transportOf } from "@/server/mail/transports/choose";
import type { Transport } from "@/server/mail/transports/transport";
import type { Id } from "@/server/platform/ids";
import { processLimits } from "@/server/platform/limits/limits";
import { makeLog } from "@/server/platform/log";
import { parseRange } from "@/server/platform/outbound/addresses";
import { openOutbound } from "@/server/platform/outbound/outbound";
import { type Database, openDatabase } from "@/server/platform/postgres/database";
import { secretsFrom } from "@/server/platform/secrets";
import type { StripeDoor } from "@/server/stripe/connection";
import { type TestDatabase, testDatabase } from "./database/database";

export const ADMIN_KEY = "op_a_key_that_only_tests_know";

/** A fresh database with one installed brand, and what verbs need to work on it. */
export type World = {
  url: string;
  brandId: Id;
  database: Database;
  services: Services;
  /** The brand's administrator. */
  ctx: Context;
  actorCtx(actor: Actor): Context;
  drop(): Promise<void>;
};

type Doors = { stripe?: StripeDoor; mail?: Transport };

/** `on`: a migrated database instead of a fresh one of the run's own PostgreSQL. */
export async function makeWorld({ on, ...options }: Doors & { on?: TestDatabase } = {}): Promise<World> {
  const { url, drop } = on ?? (await testDatabase());
  const database = openDatabase(url, { maxConnections: 8 });
  const brandId = await ensureHomeBrand(database);
  const services = servicesOn(database, options);
  return {
    url,
    brandId,
    database,
    services,
    ctx: { services, actor: { kind: "admin", brandId } },
    actorCtx: (actor) => ({ services, actor }),
    async drop() {
      services.outbound.close();
      await database.close();
      await drop();
    },
  };
}

/** What verbs need to work on this database. */
export function servicesOn(database: Database, { stripe, mail }: Doors = {}): Services {
  return {
    database,
    secrets: secretsFrom(Buffer.alloc(32, 7), ADMIN_KEY),
    log: makeLog("silent"),
    derive,
    rederiveProgram,
    deriveClickDay,
    limits: processLimits(),
    // Receivers of tests listen on this machine.
    outbound: openOutbound({ allowed: [parseRange("127.0.0.0/8")].filter((range) => range !== null) }),
    stripe: stripe ?? { fallback: null, fetch: openSandbox().fetch },
    mail:
      mail ??
      transportOf({
        MAIL_FROM: undefined,
        SMTP_URL: undefined,
        POSTMARK_TOKEN: undefined,
        APP_URL: undefined,
      }),
    maxFutureHours: 24,
    appUrl: "http://localhost:3000",
    linkDomain: null,
  };
}
