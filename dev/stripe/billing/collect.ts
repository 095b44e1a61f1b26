import type Stripe from "stripe";
import { invalid } from "../core/failure";
import type { Merchant } from "../core/merchant";
import { idOf } from "../core/store/ids";
import { pay } from "../payments/pay";

const DAY_SECONDS = 86_400;
/** How long Stripe waits before it tries a card again, and how often. */
const RETRY_DAYS = [3, 5, 7];

/** Gives a draft its number: from now on it is owed. */
export function finalize(merchant: Merchant, id: string): Stripe.Invoice {
  const before = merchant.need("invoice", id);
  if (before.status !== "draft")
    throw invalid("This invoice is already finalized.", { code: "invoice_not_editable" });
  const customer = merchant.need("customer", idOf(before.customer));
  const sequence = customer.next_invoice_sequence ?? 1;
  merchant.put("customer", { ...customer, next_invoice_sequence: sequence + 1 });
  const after = merchant.put("invoice", {
    ...before,
    effective_at: merchant.now,
    number: `${customer.invoice_prefix}-${String(sequence).padStart(4, "0")}`,
    status: "open",
    status_transitions: { ...before.status_transitions, finalized_at: merchant.now },
  });
  merchant.emit("invoice.finalized", after);
  return after;
}

/** Asks for an open invoice's money. Says whether it is paid now. */
export function collect(
  merchant: Merchant,
  id: string,
  options: { later: boolean; card?: string | undefined; retries: boolean },
): boolean {
  const invoice = merchant.need("invoice", id);
  if (invoice.status !== "open")
    throw invalid(`Invoice is ${invoice.status}, not open.`, { code: "invoice_not_open" });
  if (invoice.amount_due === 0) return settled(merchant, id, 0);
  const customer = merchant.need("customer", idOf(invoice.customer));
  const own = customer.invoice_settings.default_payment_method;
  const card = options.card ?? (own === null ? "pm_card_chargeDeclined" : idOf(own));
  const { intent, ok } = pay(merchant, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: customer.id,
    card,
    description: invoice.billing_reason === "manual" ? null : "Subscription",
    metadata: {},
    later: options.later,
  });
  linkPayment(merchant, invoice, intent.id, ok);
  return ok ? settled(merchant, id, invoice.amount_due) : failed(merchant, id, options.retries);
}

/** Marks an invoice paid without Stripe moving money, as `paid_out_of_band` does. */
export function settled(merchant: Merchant, id: string, amountPaid: number): true {
  const before = merchant.need("invoice", id);
  merchant.cancel("collect", id);
  const after = merchant.put("invoice", {
    ...before,
    amount_paid: amountPaid,
    amount_remaining: 0,
    attempted: true,
    attempt_count: before.attempt_count + (amountPaid > 0 ? 1 : 0),
    next_payment_attempt: null,
    status: "paid",
    status_transitions: { ...before.status_transitions, paid_at: merchant.now },
  });
  merchant.emit("invoice.paid", after);
  merchant.emit("invoice.payment_succeeded", after);
  return true;
}

function failed(merchant: Merchant, id: string, retries: boolean): false {
  const before = merchant.need("invoice", id);
  const wait = retries ? RETRY_DAYS[before.attempt_count] : undefined;
  const next = wait === undefined ? null : merchant.now + wait * DAY_SECONDS;
  const after = merchant.put("invoice", {
    ...before,
    attempted: true,
    attempt_count: before.attempt_count + 1,
    next_payment_attempt: next,
  });
  if (next !== null) merchant.schedule("collect", id, next);
  merchant.emit("invoice.payment_failed", after);
  return false;
}

function linkPayment(merchant: Merchant, invoice: Stripe.Invoice, intent: string, ok: boolean): void {
  const payment = merchant.put("invoice_payment", {
    id: merchant.newId("inpay_1"),
    object: "invoice_payment",
    amount_paid: ok ? invoice.amount_due : null,
    amount_requested: invoice.amount_due,
    created: merchant.now,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent, type: "payment_intent" },
    status: ok ? "paid" : "open",
    status_transitions: { canceled_at: null, paid_at: ok ? merchant.now : null },
  });
  if (ok) merchant.emit("invoice_payment.paid", payment);
}
