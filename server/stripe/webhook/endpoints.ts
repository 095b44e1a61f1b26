import { orRefusal } from "../account";
import type { StripeClient } from "../client";

/** What an endpoint for the brand's own account has to be told. */
export const BRAND_EVENTS = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "customer.created",
  "customer.updated",
  "customer.subscription.created",
  "customer.subscription.updated",
  "customer.subscription.deleted",
  "invoice.paid",
  "invoice.payment_failed",
  "invoice_payment.paid",
  "charge.refunded",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "promotion_code.updated",
  "transfer.created",
  "transfer.updated",
  "transfer.reversed",
] as const;

/** What an endpoint for connected accounts has to be told. */
const CONNECT_EVENTS = ["account.updated", "account.application.deauthorized"] as const;

/** Makes both endpoints at Stripe and gives back their signing secrets. */
export async function makeWebhookEndpoints(client: StripeClient, url: string): Promise<string[]> {
  const own = await orRefusal(
    client.webhookEndpoints.create({ url, enabled_events: [...BRAND_EVENTS], description: "OpenPartner" }),
  );
  const connect = await orRefusal(
    client.webhookEndpoints.create({
      url,
      enabled_events: [...CONNECT_EVENTS],
      connect: true,
      description: "OpenPartner, partners' accounts",
    }),
  );
  return [own.secret, connect.secret].filter((secret) => secret !== undefined);
}
