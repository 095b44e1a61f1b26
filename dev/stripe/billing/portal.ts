import type Stripe from "stripe";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { post, type Route } from "../core/router";

const LIFETIME_MS = 3_600_000;

export const portal: readonly Route[] = [post("/v1/billing_portal/sessions", create)];

/** A page on which a customer sees and ends subscriptions and changes the card. */
function create(merchant: Merchant, params: Params): Stripe.BillingPortal.Session {
  const customer = merchant.need("customer", params.needText("customer"), "customer");
  const returnUrl = params.text("return_url") ?? null;
  const ticket = merchant.put("ticket", {
    id: merchant.newId("bps_1"),
    kind: "portal",
    about: customer.id,
    returnUrl: returnUrl ?? "",
    expires: merchant.environment.now() + LIFETIME_MS,
  });
  return {
    id: ticket.id,
    object: "billing_portal.session",
    configuration: "bpc_1Sandbox",
    created: merchant.now,
    customer: customer.id,
    customer_account: null,
    flow: null,
    livemode: false,
    locale: null,
    on_behalf_of: null,
    return_url: returnUrl,
    url: `${merchant.environment.pages()}/portal/${merchant.id}/${ticket.id}`,
  };
}
