import type Stripe from "stripe";
import { book } from "../connect/purses";
import type { Merchant } from "../core/merchant";
import { cardNamed } from "./cards";
import { openDispute } from "./disputes";

export type Purchase = {
  amount: number;
  currency: string;
  customer: string | null;
  card: string;
  description: string | null;
  metadata: Record<string, string>;
  /** Nobody is at the keyboard: a renewal. */
  later?: boolean;
};

export type Paid = { intent: Stripe.PaymentIntent; charge: Stripe.Charge; ok: boolean };

/** Makes a payment intent that was not paid yet. */
export function newIntent(
  merchant: Merchant,
  from: Omit<Purchase, "card"> & { card: string | null },
): Stripe.PaymentIntent {
  const id = merchant.newId("pi_3");
  const intent = merchant.put("payment_intent", {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: from.amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic",
    client_secret: `${id}_secret_${merchant.newId("", 25)}`,
    confirmation_method: "automatic",
    created: merchant.now,
    currency: from.currency,
    customer: from.customer,
    customer_account: null,
    description: from.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: from.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: from.card,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: from.card === null ? "requires_payment_method" : "requires_confirmation",
    transfer_group: null,
  });
  merchant.emit("payment_intent.created", intent);
  return intent;
}

/** Charges a card. A card that says no leaves a failed charge and an intent that wants another card. */
export function pay(merchant: Merchant, purchase: Purchase, intent = newIntent(merchant, purchase)): Paid {
  const card = cardNamed(purchase.card);
  const ok = (purchase.later ? card.later : card.first) === "paid";
  const charge = merchant.put("charge", newCharge(merchant, purchase, intent.id, ok));
  merchant.emit(ok ? "charge.succeeded" : "charge.failed", charge);
  const after = merchant.put("payment_intent", {
    ...intent,
    amount_received: ok ? intent.amount : 0,
    latest_charge: charge.id,
    last_payment_error: ok
      ? null
      : { type: "card_error", code: "card_declined", decline_code: "generic_decline", charge: charge.id },
    payment_method: ok ? card.id : null,
    status: ok ? "succeeded" : "requires_payment_method",
  });
  merchant.emit(ok ? "payment_intent.succeeded" : "payment_intent.payment_failed", after);
  if (ok && card.after !== null) openDispute(merchant, charge.id, { inquiry: card.after === "inquiry" });
  return { intent: after, charge, ok };
}

function newCharge(merchant: Merchant, purchase: Purchase, intent: string, ok: boolean): Stripe.Charge {
  const id = merchant.newId("ch_3");
  const { amount, currency } = purchase;
  const entry = ok ? book(merchant, { amount, currency, source: id, type: "charge" }) : null;
  return {
    id,
    object: "charge",
    amount,
    amount_captured: ok ? amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: entry?.id ?? null,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: "SANDBOX",
    captured: ok,
    created: merchant.now,
    currency,
    customer: purchase.customer,
    description: purchase.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: ok ? null : "card_declined",
    failure_message: ok ? null : "Your card was declined.",
    fraud_details: {},
    livemode: false,
    metadata: purchase.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: ok,
    payment_intent: intent,
    payment_method: purchase.card,
    payment_method_details: null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: ok ? "succeeded" : "failed",
    transfer_data: null,
    transfer_group: null,
  };
}
