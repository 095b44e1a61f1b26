import type Stripe from "stripe";
import type { Totals } from "../billing/totals";
import type { Merchant } from "../core/merchant";
import type { Params } from "../core/params";
import type { CheckoutOrder } from "../core/store/tables";

const DAY_SECONDS = 86_400;

/** Makes an open session. Its page can be visited until it expires. */
export function newSession(
  merchant: Merchant,
  params: Params,
  from: { mode: "payment" | "subscription"; order: CheckoutOrder; totals: Totals },
): Stripe.Checkout.Session {
  const { mode, order, totals } = from;
  const expires = params.whole("expires_at") ?? merchant.now + DAY_SECONDS;
  params.texts("payment_method_types");
  const invoices = params.child("invoice_creation")?.flag("enabled") ?? false;
  merchant.schedule("expire_session", order.id, expires);
  return merchant.put("checkout.session", {
    ...blankSession(merchant, order.id),
    allow_promotion_codes: params.flag("allow_promotion_codes") ?? null,
    automatic_tax: { enabled: order.tax, liability: null, provider: null, status: null },
    cancel_url: params.text("cancel_url") ?? null,
    client_reference_id: params.text("client_reference_id") ?? null,
    currency: order.lines[0]?.price.currency ?? null,
    customer: params.text("customer") ?? null,
    customer_creation:
      mode === "payment"
        ? (params.oneOf("customer_creation", ["always", "if_required"]) ?? "if_required")
        : null,
    customer_email: params.text("customer_email") ?? null,
    expires_at: expires,
    invoice_creation:
      mode === "payment"
        ? {
            enabled: invoices,
            invoice_data: {
              account_tax_ids: null,
              custom_fields: null,
              description: null,
              footer: null,
              issuer: null,
              metadata: {},
              rendering_options: null,
            },
          }
        : null,
    metadata: params.map("metadata"),
    mode,
    success_url: params.text("success_url") ?? null,
    url: `${merchant.environment.pages()}/checkout/${merchant.id}/${order.id}`,
    ...amountsOf(order, totals),
  });
}

/** What a session shows of what it costs. */
export function amountsOf(order: CheckoutOrder, totals: Totals) {
  const off = totals.discounts.reduce((sum, { amount }) => sum + amount, 0);
  return {
    amount_subtotal: totals.subtotal,
    amount_total: totals.total + order.shippingAmount,
    discounts: order.reductions.map(({ coupon, promotionCode }) => ({
      coupon: promotionCode === null ? coupon : null,
      promotion_code: promotionCode,
    })),
    shipping_cost:
      order.shippingAmount === 0
        ? null
        : {
            amount_subtotal: order.shippingAmount,
            amount_tax: 0,
            amount_total: order.shippingAmount,
            shipping_rate: "shr_1Sandbox",
          },
    total_details: { amount_discount: off, amount_shipping: order.shippingAmount, amount_tax: totals.tax },
  } satisfies Partial<Stripe.Checkout.Session>;
}

function blankSession(merchant: Merchant, id: string): Stripe.Checkout.Session {
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: 0,
    amount_total: 0,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: null,
    client_reference_id: null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: merchant.now,
    currency: null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: null,
    customer_account: null,
    customer_creation: null,
    customer_details: null,
    customer_email: null,
    discounts: [],
    expires_at: 0,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: null,
    managed_payments: null,
    metadata: {},
    mode: "payment",
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ["card"],
    payment_status: "unpaid",
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: null,
    subscription: null,
    success_url: null,
    total_details: null,
    ui_mode: "hosted_page",
    url: null,
    wallet_options: null,
  };
}
