import type { StripeConnection } from "@/server/stripe/connection";
import type { StripeEvent } from "@/server/stripe/webhook/webhook";

/**
 * Why an event is none of the account that is connected now; null when it is. Play money must not become a debt: a live endpoint for
 * connected accounts is told of test mode too, and old signing secrets stay good while others are added. Source: Stripe,
 * "Connect webhooks".
 */
export function otherMode(event: StripeEvent, connection: StripeConnection | null): string | null {
  if (event.livemode === undefined || connection === null) return null;
  const live = connection.mode === "live";
  if (event.livemode === live) return null;
  return live
    ? "It happened in test mode, and a live account is connected: nothing was made of it."
    : "It happened in live mode, and no live account is connected: nothing was made of it.";
}
