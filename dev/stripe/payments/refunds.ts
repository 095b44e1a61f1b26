import type Stripe from "stripe";
import { book } from "../connect/purses";
import { invalid } from "../core/failure";
import { listOf, mergeMetadata, page } from "../core/list";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import { get, post, type Route } from "../core/router";
import { idOf } from "../core/store/ids";
import { cardNamed } from "./cards";

const PATH = "/v1/refunds";
const DAY_SECONDS = 86_400;
const REASONS = ["duplicate", "fraudulent", "requested_by_customer"] as const;

export const refunds: readonly Route[] = [
  post(PATH, (merchant, params) => {
    const charge = chargeOf(merchant, params);
    const amount = params.has("amount") ? params.amount("amount") : undefined;
    const reason = params.oneOf("reason", REASONS) ?? null;
    return refund(merchant, charge.id, { amount, reason, metadata: params.map("metadata") });
  }),
  get(PATH, (merchant, params) => {
    const charge = params.text("charge");
    const intent = params.text("payment_intent");
    return page(merchant, params, {
      table: "refund",
      url: PATH,
      where: (one) =>
        (charge === undefined || one.charge === charge) &&
        (intent === undefined || one.payment_intent === intent),
    });
  }),
  get(`${PATH}/:id`, (merchant, _params, id = "") => merchant.need("refund", id)),
  post(`${PATH}/:id`, (merchant, params, id = "") => {
    const before = merchant.need("refund", id);
    return changed(merchant, { ...before, metadata: mergeMetadata(before.metadata ?? {}, params) });
  }),
];

/** Gives a customer money back. Some cards take a day for it, and some banks then refuse. */
export function refund(
  merchant: Merchant,
  chargeId: string,
  options: {
    amount?: number | undefined;
    reason?: Stripe.Refund.Reason | null;
    metadata?: Record<string, string>;
  } = {},
): Stripe.Refund {
  const charge = merchant.need("charge", chargeId);
  const rest = charge.amount_captured - charge.amount_refunded;
  if (rest <= 0) {
    throw invalid(`Charge ${chargeId} has already been refunded.`, { code: "charge_already_refunded" });
  }
  const amount = options.amount ?? rest;
  if (amount > rest) {
    throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${rest}).`, {
      param: "amount",
    });
  }
  const waits = cardNamed(charge.payment_method ?? "").refunds !== "at_once";
  const id = merchant.newId("re_3");
  const entry = book(merchant, { amount: -amount, currency: charge.currency, source: id, type: "refund" });
  const made = merchant.put("refund", {
    id,
    object: "refund",
    amount,
    balance_transaction: entry.id,
    charge: charge.id,
    created: merchant.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    metadata: options.metadata ?? {},
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: options.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: waits ? "pending" : "succeeded",
    transfer_reversal: null,
  });
  if (waits) merchant.schedule("settle_refund", id, merchant.now + DAY_SECONDS);
  merchant.emit("refund.created", made);
  merchant.emit("charge.refunded", countRefund(merchant, charge.id, amount), {
    before: { amount_refunded: charge.amount_refunded },
  });
  return made;
}

/** What becomes of a refund that had to wait. A failed one is money that comes back. */
export function settleRefund(merchant: Merchant, id: string): void {
  const before = merchant.need("refund", id);
  const charge = merchant.need("charge", idOf(before.charge));
  if (cardNamed(charge.payment_method ?? "").refunds !== "fail") {
    changed(merchant, { ...before, status: "succeeded" });
    return;
  }
  const { amount, currency } = before;
  const entry = book(merchant, { amount, currency, source: id, type: "refund_failure" });
  const failure = { failure_balance_transaction: entry.id, failure_reason: "lost_or_stolen_card" };
  countRefund(merchant, charge.id, -amount);
  const after = changed(merchant, { ...before, ...failure, status: "failed" });
  merchant.emit("refund.failed", after);
}

function changed(merchant: Merchant, after: Stripe.Refund): Stripe.Refund {
  merchant.put("refund", after);
  merchant.emit("refund.updated", after);
  merchant.emit("charge.refund.updated", after);
  return after;
}

function countRefund(merchant: Merchant, id: string, amount: number): Stripe.Charge {
  const before = merchant.need("charge", id);
  const refunded = before.amount_refunded + amount;
  return merchant.put("charge", {
    ...before,
    amount_refunded: refunded,
    refunded: refunded === before.amount_captured,
  });
}

function chargeOf(merchant: Merchant, params: Params): Stripe.Charge {
  const id = params.text("charge");
  if (id !== undefined) return merchant.need("charge", id, "charge");
  const intent = merchant.need("payment_intent", params.needText("payment_intent"), "payment_intent");
  if (intent.latest_charge === null || intent.status !== "succeeded") {
    throw invalid(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`);
  }
  return merchant.need("charge", idOf(intent.latest_charge));
}

/** A charge's refunds, newest first, which it shows when they are asked for. */
export function refundsOf(merchant: Merchant, charge: string): Stripe.ApiList<Stripe.Refund> {
  const list = [...merchant.store.all("refund")].reverse().filter((one) => one.charge === charge);
  return listOf(list, `/v1/charges/${charge}/refunds`);
}
