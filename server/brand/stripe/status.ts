import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { Millis } from "@/server/platform/clock";
import { storedAccount } from "@/server/stripe/connect/connect";
import { stripeOf } from "@/server/stripe/connection";
import { countInbox } from "@/server/stripe/webhook/inbox";
import { webhookUrlOf } from "./webhook-url";

/** How a brand stands with Stripe. */
export type StripeStatus = {
  /** `sandbox`: nothing of it is real. `none`: no account, and no sandbox either. */
  mode: "live" | "test" | "sandbox" | "none";
  /** Whose key it is. */
  source: "brand" | "environment" | "sandbox" | null;
  account: string | null;
  accountName: string | null;
  webhookSecrets: number;
  webhookUrl: string;
  keepsTax: boolean;
  keepsShipping: boolean;
  connectedAt: Millis | null;
  inbox: { waiting: number; failed: number; lastAt: Millis | null };
};

/** How the brand stands with Stripe: by which account, in which mode, and what its webhooks left to be done. */
export function stripeStatus(ctx: Context): Promise<StripeStatus> {
  permitBrand(ctx.actor, "programs:read");
  return transact(ctx, async (tx) => {
    const [connection, stored, inbox, webhookUrl] = await Promise.all([
      stripeOf(ctx.services, tx),
      storedAccount(tx),
      countInbox(tx),
      webhookUrlOf(ctx, tx),
    ]);
    return {
      mode: connection?.mode ?? "none",
      source: connection?.source ?? null,
      account: stored?.account ?? null,
      accountName: stored?.accountName ?? null,
      webhookSecrets: connection?.webhookSecrets.length ?? 0,
      webhookUrl,
      keepsTax: connection?.keepsTax ?? stored?.keepsTax ?? false,
      keepsShipping: connection?.keepsShipping ?? stored?.keepsShipping ?? false,
      connectedAt: stored?.connectedAt ?? null,
      inbox,
    };
  });
}
