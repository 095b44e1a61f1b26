import type Stripe from "stripe";
import { redeem } from "../catalog/discounts";
import { invalid } from "../core/failure";
import { listOf } from "../core/list";
import type { Merchant } from "../core/merchant";
import { idOf } from "../core/store/ids";
import type { OrderLine, Reduction } from "../core/store/tables";
import { collect, finalize } from "./collect";
import { type InvoiceLine, newInvoice } from "./invoice";
import { nextPeriodEnd } from "./periods";
import { usageWithin } from "./usage";

export type NewSubscription = {
  customer: string;
  lines: readonly OrderLine[];
  trialEnd: number | null;
  reductions: readonly Reduction[];
  metadata: Record<string, string>;
  tax: boolean;
  session?: string;
};

/** Starts a subscription: its first invoice is asked for at once, or, during a trial, is one of nothing. */
export function startSubscription(merchant: Merchant, from: NewSubscription): Stripe.Subscription {
  const first = from.lines[0];
  if (!first?.price.recurring) throw invalid("A subscription needs a recurring price.", { param: "items" });
  const id = merchant.newId("sub_1");
  const anchor = from.trialEnd ?? merchant.now;
  const end = from.trialEnd ?? nextPeriodEnd(anchor, first.price.recurring, merchant.now);
  const discounts = from.reductions.map(
    (reduction) =>
      redeem(merchant, reduction, {
        customer: from.customer,
        subscription: id,
        ...(from.session === undefined ? {} : { session: from.session }),
      }).id,
  );
  merchant.put("subscription", {
    ...blankSubscription(merchant, id),
    automatic_tax: { disabled_reason: null, enabled: from.tax, liability: null },
    billing_cycle_anchor: anchor,
    currency: first.price.currency,
    customer: from.customer,
    discounts,
    items: listOf(
      from.lines.map((line) => itemOf(merchant, id, line, end)),
      `/v1/subscription_items?subscription=${id}`,
    ),
    metadata: from.metadata,
    status: from.trialEnd === null ? "incomplete" : "trialing",
    trial_end: from.trialEnd,
    trial_start: from.trialEnd === null ? null : merchant.now,
  });
  merchant.schedule("renew", id, end);
  const invoice = billPeriod(merchant, id, "subscription_create");
  const subscription = merchant.need("subscription", id);
  const paid = collect(merchant, invoice.id, { later: false, retries: false });
  const status = from.trialEnd === null && paid ? "active" : subscription.status;
  const after = merchant.put("subscription", { ...subscription, latest_invoice: invoice.id, status });
  merchant.emit("customer.subscription.created", after);
  return after;
}

/** Makes and finalizes the invoice of a period: fixed prices for the one that begins, usage for the one that ends. */
export function billPeriod(
  merchant: Merchant,
  id: string,
  reason: Stripe.Invoice.BillingReason,
  ended?: { start: number; end: number },
): Stripe.Invoice {
  const subscription = merchant.need("subscription", id);
  const customer = merchant.need("customer", idOf(subscription.customer));
  const trial = subscription.status === "trialing";
  const lines = subscription.items.data.map((item) => lineFor(merchant, customer.id, item, trial, ended));
  const discounts = subscription.discounts.map((one) => merchant.need("discount", idOf(one)));
  const invoice = newInvoice(merchant, {
    customer,
    currency: subscription.currency,
    lines,
    reason,
    subscription,
    discounts: discounts.filter((one) => holds(merchant, one, reason)),
    tax: subscription.automatic_tax.enabled,
  });
  return finalize(merchant, invoice.id);
}

function lineFor(
  merchant: Merchant,
  customer: string,
  item: Stripe.SubscriptionItem,
  trial: boolean,
  ended: { start: number; end: number } | undefined,
): InvoiceLine {
  const { price } = item;
  const unit = price.unit_amount ?? 0;
  const metered = price.recurring?.meter ?? null;
  const used = metered === null ? null : ended ? usageWithin(merchant, metered, customer, ended) : 0;
  const quantity = used ?? item.quantity ?? 1;
  return {
    amount: trial ? 0 : unit * quantity,
    description: trial ? "Free trial" : `${quantity} × ${price.nickname ?? price.id}`,
    price,
    quantity,
    item: item.id,
    period: { start: item.current_period_start, end: item.current_period_end },
  };
}

/** Whether a discount still comes off: `once` means the first invoice. */
function holds(merchant: Merchant, discount: Stripe.Discount, reason: Stripe.Invoice.BillingReason): boolean {
  if (discount.end !== null) return merchant.now < discount.end;
  const coupon = merchant.need("coupon", idOf(discount.source.coupon));
  return coupon.duration === "forever" || reason === "subscription_create";
}

function itemOf(
  merchant: Merchant,
  subscription: string,
  { price, quantity }: OrderLine,
  end: number,
): Stripe.SubscriptionItem {
  return {
    id: merchant.newId("si_", 14),
    object: "subscription_item",
    billing_thresholds: null,
    created: merchant.now,
    current_period_end: end,
    current_period_start: merchant.now,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price),
    price,
    ...(price.recurring?.usage_type === "metered" ? {} : { quantity }),
    subscription,
    tax_rates: [],
  };
}

/** The price as the older API called it. */
function planOf(price: Stripe.Price): Stripe.Plan {
  return {
    id: price.id,
    object: "plan",
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: null,
    billing_scheme: "per_unit",
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? "month",
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: price.recurring?.meter ?? null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: price.recurring?.usage_type ?? "licensed",
  };
}

function blankSubscription(merchant: Merchant, id: string): Stripe.Subscription {
  return {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: merchant.now,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: null, type: "classic" },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: null,
    collection_method: "charge_automatically",
    created: merchant.now,
    currency: "usd",
    customer: "",
    customer_account: null,
    days_until_due: null,
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: listOf([], ""),
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: "off",
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: merchant.now,
    status: "incomplete",
    test_clock: null,
    transfer_data: null,
    trial_end: null,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: "create_invoice" },
    },
    trial_start: null,
  };
}
