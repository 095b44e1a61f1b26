import { type LocalStripe, startLocalStripe } from "@/dev/stripe/http/start";
import { setClock } from "@/server/platform/clock";
import type { Environment } from "@/server/platform/env";
import type { Opened } from "../opened";

/**
 * Lets the local sandbox stand in for Stripe where there is no key, and says in the environment's own words how it is reached:
 * so processes that are started with them reach it too. With one process its clock is the clock of everything here.
 */
export async function standInForStripe(
  env: Environment,
  options: { movable: boolean },
  opened: Opened,
): Promise<Record<string, string>> {
  if (
    env.STRIPE_API_KEY !== undefined ||
    env.STRIPE_SANDBOX !== "auto" ||
    env.OPENPARTNER_MODE === "hosted"
  ) {
    return {};
  }
  const local = await startLocalStripe({
    dataDir: env.DATA_DIR,
    origin: env.APP_URL ?? `http://localhost:${env.PORT}`,
    webhookUrl: `http://${reachable(env.HOST)}:${env.PORT}/api/webhooks/stripe`,
    ...(options.movable && { setAhead: (ms: number) => void setClock(() => Date.now() + ms) }),
  });
  opened.add(() => local.close());
  return variables(env, local);
}

function variables(env: Environment, local: LocalStripe): Record<string, string> {
  return {
    STRIPE_SANDBOX: "on",
    STRIPE_API_KEY: local.apiKey,
    STRIPE_API_BASE: local.url,
    // Secrets that were set stay good: somebody may send signed events of their own.
    STRIPE_WEBHOOK_SECRET: [...env.STRIPE_WEBHOOK_SECRET, ...local.webhookSecrets].join(","),
  };
}

/** An address to listen on, as an address to call. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
