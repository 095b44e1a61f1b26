import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import type { Services } from "@/server/auth/context";
import type { Environment } from "@/server/platform/env";
import { APP_ID } from "./client";
import { makeFunctions } from "./functions";
import { loggerOf } from "./logger";
import { measureJobs } from "./metrics";
import { Signaller } from "./relay/signaller";
import { openEmbedded } from "./runner/embedded";
import type { Handler } from "./runner/protocol";
import type { Runner } from "./runner/runner";

/** The functions of one process, and the engine that runs them. */
export type Jobs = {
  readonly functions: readonly InngestFunction.Any[];
  /** Answers Inngest's calls to `/api/inngest`; null where the embedded runner does the work. */
  readonly serve: Handler | null;
  /** The embedded runner; null where Inngest does the work. */
  readonly runner: Runner | null;
  start(): void;
  stop(): Promise<void>;
};

/** Between looks at the outbox while this process writes to it: at a table of its own, or over the network to Inngest. */
const HOT_EMBEDDED_MS = 25;
const HOT_INNGEST_MS = 250;

type Keys = Pick<
  Environment,
  "INNGEST_EVENT_KEY" | "INNGEST_SIGNING_KEY" | "INNGEST_BASE_URL" | "INNGEST_DEV"
>;

/** Opens the engine that the environment names. Throws where a function asks for what the embedded runner does not do. */
export function openJobs(services: Services, keys: Keys): Jobs {
  measureJobs(services);
  const dev = keys.INNGEST_DEV !== undefined && !["0", "false"].includes(keys.INNGEST_DEV);
  if (dev || (keys.INNGEST_EVENT_KEY && keys.INNGEST_SIGNING_KEY)) return openInngest(services, keys, dev);
  if (keys.INNGEST_EVENT_KEY || keys.INNGEST_SIGNING_KEY) {
    throw new Error("Set both INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY, or neither.");
  }
  return openOwn(services);
}

function openInngest(services: Services, keys: Keys, dev: boolean): Jobs {
  const devUrl = keys.INNGEST_DEV?.startsWith("http") ? keys.INNGEST_DEV : undefined;
  const baseUrl = keys.INNGEST_BASE_URL ?? devUrl;
  const inngest = new Inngest({
    id: APP_ID,
    isDev: dev,
    logger: loggerOf(services),
    aiMetadata: false,
    ...(keys.INNGEST_EVENT_KEY && { eventKey: keys.INNGEST_EVENT_KEY }),
    ...(keys.INNGEST_SIGNING_KEY && { signingKey: keys.INNGEST_SIGNING_KEY }),
    ...(baseUrl && { baseUrl }),
  });
  const functions = makeFunctions({ inngest, services });
  const signaller = new Signaller(services, (signals) => inngest.send([...signals]), HOT_INNGEST_MS);
  return {
    functions,
    serve: serve({ client: inngest, functions, serveOrigin: services.appUrl, servePath: "/api/inngest" }),
    runner: null,
    start: () => signaller.start(),
    stop: () => signaller.stop(),
  };
}

function openOwn(services: Services): Jobs {
  const { inngest, functions, runner } = openEmbedded(services, makeFunctions);
  const signaller = new Signaller(services, (signals) => inngest.send([...signals]), HOT_EMBEDDED_MS);
  return {
    functions,
    serve: null,
    runner,
    start() {
      signaller.start();
      runner.start();
    },
    async stop() {
      await signaller.stop();
      await runner.stop();
    },
  };
}
