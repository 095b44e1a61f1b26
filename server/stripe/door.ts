import type { Environment } from "@/server/platform/env";
import type { StripeDoor } from "./connection";

/** How this process reaches Stripe. A key in the environment is for the one brand of a self-hosted installation. */
export function stripeDoorOf(env: Environment): StripeDoor {
  const { STRIPE_API_KEY: apiKey, STRIPE_API_BASE: apiBase, STRIPE_WEBHOOK_SECRET: webhookSecrets } = env;
  const sandbox = env.STRIPE_SANDBOX === "on";
  if (apiKey === undefined || env.OPENPARTNER_MODE === "hosted") return { fallback: null, apiBase };
  const fallback = { source: sandbox ? "sandbox" : "environment", apiKey, apiBase, webhookSecrets } as const;
  // A brand's own key is for Stripe itself, also while the sandbox serves those without one.
  return { fallback, apiBase: sandbox ? undefined : apiBase };
}
