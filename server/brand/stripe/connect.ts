import { permitAll } from "@/server/auth/all-scopes";
import { actorName, type Context, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { askOwnAccount } from "@/server/stripe/account";
import {
  clientForKey,
  forgetOwnAccount,
  storeOwnAccount,
  storeReading,
} from "@/server/stripe/connect/connect";
import { makeWebhookEndpoints } from "@/server/stripe/webhook/endpoints";
import { type StripeStatus, stripeStatus } from "./status";
import { webhookUrlOf } from "./webhook-url";

export type OwnStripe = {
  apiKey: string;
  /** Signing secrets of endpoints that exist. Absent: the endpoints are made at Stripe. */
  webhookSecrets?: readonly string[] | undefined;
};

/**
 * Connects the brand's own Stripe account: the key is tried with a live call, then stored sealed. 409 `stripe_refused` in
 * Stripe's words. It takes the place of an account that was connected before, the environment's and the sandbox.
 */
export async function connectStripe(ctx: Context, own: OwnStripe): Promise<StripeStatus> {
  permitAll(ctx.actor);
  const client = clientForKey(ctx.services.stripe, own.apiKey);
  const account = await askOwnAccount(client);
  const url = await transact(ctx, (tx) => webhookUrlOf(ctx, tx));
  if (own.webhookSecrets === undefined && !url.startsWith("https://")) {
    throw new AppError(
      "invalid_body",
      `Stripe calls https addresses only, and this server is at ${url}. Set APP_URL, or make the endpoints yourself and give their signing secrets.`,
      { detail: [{ path: "webhookSecrets", reason: "is needed where this server has no https address" }] },
    );
  }
  const webhookSecrets = own.webhookSecrets ?? (await makeWebhookEndpoints(client, url));
  await transact(ctx, (tx) =>
    storeOwnAccount(tx, ctx.services.secrets, {
      apiKey: own.apiKey,
      webhookSecrets,
      account,
      at: now(),
      by: actorName(ctx.actor),
    }),
  );
  return stripeStatus(ctx);
}

/** Forgets the brand's own key and secrets. What it told stays. */
export async function disconnectStripe(ctx: Context): Promise<void> {
  permitAll(ctx.actor);
  await transact(ctx, forgetOwnAccount);
}

/** Sets whether partners earn on tax and shipping. It holds for sales that are told from now on. */
export async function updateStripe(
  ctx: Context,
  reading: { keepsTax?: boolean | undefined; keepsShipping?: boolean | undefined },
): Promise<StripeStatus> {
  permitAll(ctx.actor);
  const { keepsTax, keepsShipping } = reading;
  await transact(ctx, (tx) =>
    storeReading(tx, {
      ...(keepsTax === undefined ? {} : { keepsTax }),
      ...(keepsShipping === undefined ? {} : { keepsShipping }),
    }),
  );
  return stripeStatus(ctx);
}
