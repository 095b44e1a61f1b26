import type Stripe from "stripe";
import { reductionsOf } from "../catalog/discounts";
import { invalid } from "../core/failure";
import { mergeMetadata, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { del, get, post, type Route } from "../core/router";
import type { OrderLine } from "../core/store/tables";
import { setCard } from "./customers";
import { endSubscription, renew } from "./renew";
import { startSubscription } from "./subscription";

const PATH = "/v1/subscriptions";
const DAY_SECONDS = 86_400;

export const subscriptions: readonly Route[] = [
  post(PATH, create),
  get(PATH, (merchant, params) => {
    const customer = params.text("customer");
    const status = params.text("status");
    return page(merchant, params, {
      table: "subscription",
      url: PATH,
      where: (one) =>
        (customer === undefined || one.customer === customer) &&
        (status === "all" || (status === undefined ? one.status !== "canceled" : one.status === status)),
    });
  }),
  get(`${PATH}/:id`, (merchant, _params, id = "") => merchant.need("subscription", id)),
  post(`${PATH}/:id`, update),
  del(`${PATH}/:id`, (merchant, _params, id = "") => {
    refuseEnded(merchant.need("subscription", id));
    return endSubscription(merchant, id);
  }),
];

function create(merchant: Merchant, params: Params): Stripe.Subscription {
  const customer = merchant.need("customer", params.needText("customer"), "customer");
  const card = params.text("default_payment_method");
  if (card !== undefined) setCard(merchant, customer.id, card);
  const lines = params.children("items").map((one): OrderLine => {
    const price = merchant.need("price", one.needText("price"), one.name("price"));
    return { price, quantity: one.whole("quantity") ?? 1 };
  });
  const days = params.whole("trial_period_days");
  const trialEnd =
    params.whole("trial_end") ?? (days === undefined ? null : merchant.now + days * DAY_SECONDS);
  const subscription = startSubscription(merchant, {
    customer: customer.id,
    lines,
    trialEnd,
    reductions: reductionsOf(merchant, params),
    metadata: params.map("metadata"),
    tax: params.child("automatic_tax")?.flag("enabled") ?? false,
  });
  if (params.flag("cancel_at_period_end") !== true) return subscription;
  return merchant.put("subscription", { ...subscription, cancel_at_period_end: true });
}

function update(merchant: Merchant, params: Params, id = ""): Stripe.Subscription {
  const before = merchant.need("subscription", id);
  refuseEnded(before);
  const cancels = params.flag("cancel_at_period_end") ?? before.cancel_at_period_end;
  const after = merchant.put("subscription", {
    ...before,
    cancel_at_period_end: cancels,
    canceled_at: cancels ? merchant.now : null,
    metadata: mergeMetadata(before.metadata, params),
  });
  if (params.text("trial_end") === "now" && before.status === "trialing") {
    merchant.put("subscription", { ...after, trial_end: merchant.now, billing_cycle_anchor: merchant.now });
    renew(merchant, id);
    return merchant.need("subscription", id);
  }
  merchant.emit("customer.subscription.updated", after, {
    before: { cancel_at_period_end: before.cancel_at_period_end, metadata: before.metadata },
  });
  return after;
}

function refuseEnded(subscription: Stripe.Subscription): void {
  if (subscription.status !== "canceled") return;
  throw invalid("A canceled subscription can only update its cancellation_details and metadata.", {
    code: "resource_missing",
  });
}
