import { type Context, permitBrand, transact } from "@/server/auth/context";
import { AppError } from "@/server/platform/errors";
import { askOwnAccount, type OwnAccount } from "@/server/stripe/account";
import { stripeOf } from "@/server/stripe/connection";

/** Asks Stripe, now, whether the brand's key still opens its account. 409 `stripe_refused` in Stripe's words. */
export async function checkStripe(ctx: Context): Promise<OwnAccount & { mode: "live" | "test" | "sandbox" }> {
  permitBrand(ctx.actor, "programs:read");
  const connection = await transact(ctx, (tx) => stripeOf(ctx.services, tx));
  if (!connection) throw new AppError("conflict", "The brand has no Stripe account connected.");
  return { ...(await askOwnAccount(connection.client)), mode: connection.mode };
}
