import type { Context } from "@/server/auth/context";
import { assert } from "@/server/platform/errors";
import { stripeOf } from "@/server/stripe/connection";

/** Makes something happen at the local sandbox, as a button of its page does: `account`, `fault`. */
export type StandIn = (action: string, sent: Record<string, string>) => Promise<void>;

/** Steers the sandbox that stands in for Stripe; null where the brand's account is a real one, which no demonstration touches. */
export async function standInOf({ services, actor }: Context): Promise<StandIn | null> {
  const connection = await services.database.inBrand(actor.brandId, (tx) => stripeOf(services, tx));
  const address = services.stripe.fallback?.apiBase;
  if (connection?.mode !== "sandbox" || address === undefined) return null;
  return async (action, sent) => {
    const body = new URLSearchParams(sent);
    const reply = await fetch(`${address}/_sandbox/${action}`, { method: "POST", body });
    assert(reply.ok, `the sandbox does ${action}: ${reply.status} ${await reply.text()}`);
  };
}
