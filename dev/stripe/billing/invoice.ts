import type Stripe from "stripe";
import { listOf } from "../core/list";
import type { Merchant } from "../core/merchant";
import { idOf } from "../core/store/ids";
import { type Totals, totalsOf } from "./totals";

export type InvoiceLine = {
  amount: number;
  description: string;
  price: Stripe.Price | null;
  quantity: number;
  /** The subscription's item it is for. */
  item: string | null;
  period: { start: number; end: number };
};

export type NewInvoice = {
  customer: Stripe.Customer;
  currency: string;
  lines: readonly InvoiceLine[];
  reason: Stripe.Invoice.BillingReason;
  subscription: Stripe.Subscription | null;
  discounts: readonly Stripe.Discount[];
  tax: boolean;
  metadata?: Record<string, string>;
};

/** Makes an invoice as a draft. */
export function newInvoice(merchant: Merchant, from: NewInvoice): Stripe.Invoice {
  const { customer, currency, subscription } = from;
  const id = merchant.newId("in_1");
  const reductions = from.discounts.map((discount) => ({
    discount: discount.id,
    coupon: merchant.need("coupon", idOf(discount.source.coupon)),
  }));
  const totals = totalsOf(
    from.lines.map(({ amount }) => amount),
    reductions,
    { currency, tax: from.tax },
  );
  const invoice = merchant.put("invoice", {
    ...blankInvoice(merchant, id),
    ...amountsOf(totals),
    billing_reason: from.reason,
    currency,
    customer: customer.id,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    discounts: reductions.map(({ discount }) => discount),
    lines: listOf(
      from.lines.map((line) => lineOf(merchant, id, currency, line, subscription)),
      `/v1/invoices/${id}/lines`,
    ),
    metadata: from.metadata ?? {},
    parent: subscription && {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: "subscription_details",
    },
  });
  merchant.emit("invoice.created", invoice);
  return invoice;
}

function amountsOf(totals: Totals) {
  const beforeTax = totals.total - totals.tax;
  return {
    amount_due: totals.total,
    amount_remaining: totals.total,
    subtotal: totals.subtotal,
    subtotal_excluding_tax: totals.subtotal,
    total: totals.total,
    total_discount_amounts: totals.discounts,
    total_excluding_tax: beforeTax,
    total_taxes: totals.tax === 0 ? [] : [taxOf(totals.tax, beforeTax)],
  } satisfies Partial<Stripe.Invoice>;
}

function taxOf(amount: number, taxable: number): Stripe.Invoice.TotalTax {
  return {
    amount,
    tax_behavior: "exclusive",
    tax_rate_details: { tax_rate: "txr_1Sandbox" },
    taxability_reason: "standard_rated",
    taxable_amount: taxable,
    type: "tax_rate_details",
  };
}

function lineOf(
  merchant: Merchant,
  invoice: string,
  currency: string,
  line: InvoiceLine,
  subscription: Stripe.Subscription | null,
): Stripe.InvoiceLineItem {
  return {
    id: merchant.newId("il_1"),
    object: "line_item",
    amount: line.amount,
    currency,
    description: line.description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice,
    livemode: false,
    metadata: {},
    parent:
      line.item === null
        ? null
        : {
            invoice_item_details: null,
            subscription_item_details: {
              invoice_item: null,
              proration: false,
              proration_details: null,
              subscription: subscription?.id ?? null,
              subscription_item: line.item,
            },
            type: "subscription_item_details",
          },
    period: line.period,
    pretax_credit_amounts: [],
    pricing: line.price && {
      price_details: { price: line.price.id, product: String(idOf(line.price.product)) },
      type: "price_details",
      unit_amount_decimal: null,
    },
    quantity: line.quantity,
    quantity_decimal: null,
    subscription: subscription?.id ?? null,
    subtotal: line.amount,
    taxes: [],
  };
}

function blankInvoice(
  merchant: Merchant,
  id: string,
): Omit<Stripe.Invoice, keyof ReturnType<typeof amountsOf>> {
  return {
    id,
    object: "invoice",
    account_country: "US",
    account_name: "The sandbox's brand",
    account_tax_ids: null,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: "manual",
    collection_method: "charge_automatically",
    created: merchant.now,
    currency: "usd",
    custom_fields: null,
    customer: null,
    customer_account: null,
    customer_address: null,
    customer_email: null,
    customer_name: null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: "none",
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: listOf([], `/v1/invoices/${id}/lines`),
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: null,
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: merchant.now,
    period_start: merchant.now,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: "draft",
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    test_clock: null,
    total_pretax_credit_amounts: [],
    webhooks_delivered_at: null,
  };
}
