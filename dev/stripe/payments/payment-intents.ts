import type Stripe from "stripe";
import { invalid } from "../core/failure";
import { mergeMetadata, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { get, post, type Route } from "../core/router";
import { idOf } from "../core/store/ids";
import { cardDeclined, cardNamed } from "./cards";
import { newIntent, pay } from "./pay";

const PATH = "/v1/payment_intents";

export const paymentIntents: readonly Route[] = [
  post(PATH, create),
  get(PATH, (merchant, params) => {
    const customer = params.text("customer");
    const where = (one: Stripe.PaymentIntent): boolean => customer === undefined || one.customer === customer;
    return page(merchant, params, { table: "payment_intent", url: PATH, where });
  }),
  get(`${PATH}/:id`, (merchant, _params, id = "") => merchant.need("payment_intent", id)),
  post(`${PATH}/:id`, (merchant, params, id = "") => {
    const before = merchant.need("payment_intent", id);
    return merchant.put("payment_intent", { ...before, metadata: mergeMetadata(before.metadata, params) });
  }),
  post(`${PATH}/:id/confirm`, (merchant, params, id = "") =>
    confirm(merchant, merchant.need("payment_intent", id), params.text("payment_method")),
  ),
  post(`${PATH}/:id/cancel`, cancel),
];

function create(merchant: Merchant, params: Params): Stripe.PaymentIntent {
  const customer = params.text("customer") ?? null;
  if (customer !== null) merchant.need("customer", customer, "customer");
  const card = params.text("payment_method") ?? null;
  params.child("automatic_payment_methods")?.flag("enabled");
  const intent = newIntent(merchant, {
    amount: params.amount("amount"),
    currency: params.currency(),
    customer,
    card: card === null ? null : cardNamed(card).id,
    description: params.text("description") ?? null,
    metadata: params.map("metadata"),
  });
  return params.flag("confirm") === true ? confirm(merchant, intent, undefined) : intent;
}

function confirm(
  merchant: Merchant,
  intent: Stripe.PaymentIntent,
  named: string | undefined,
): Stripe.PaymentIntent {
  const card = named ?? (intent.payment_method === null ? undefined : idOf(intent.payment_method));
  if (card === undefined) {
    throw invalid("You cannot confirm this PaymentIntent because it's missing a payment method.", {
      code: "payment_intent_unexpected_state",
    });
  }
  refuseUnless(
    intent,
    intent.status === "requires_confirmation" || intent.status === "requires_payment_method",
  );
  const { amount, currency, description, metadata } = intent;
  const customer = intent.customer === null ? null : idOf(intent.customer);
  const paid = pay(merchant, { amount, currency, customer, card, description, metadata }, intent);
  if (!paid.ok) throw cardDeclined();
  return paid.intent;
}

function cancel(merchant: Merchant, _params: Params, id = ""): Stripe.PaymentIntent {
  const before = merchant.need("payment_intent", id);
  refuseUnless(before, before.status !== "succeeded" && before.status !== "canceled");
  const after = merchant.put("payment_intent", { ...before, status: "canceled", canceled_at: merchant.now });
  merchant.emit("payment_intent.canceled", after);
  return after;
}

function refuseUnless(intent: Stripe.PaymentIntent, possible: boolean): void {
  if (possible) return;
  throw invalid(`This PaymentIntent's status is ${intent.status}: that cannot be done to it any more.`, {
    code: "payment_intent_unexpected_state",
  });
}
