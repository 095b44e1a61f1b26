import type Stripe from "stripe";

/** An account's money in one currency. */
export type Purse = { id: string; owner: string; currency: string; amount: number };

/** Where webhooks go. Stripe shows the secret once and never says again whether an endpoint hears connected accounts. */
export type Endpoint = Stripe.WebhookEndpoint & { connect: boolean; secret: string };

/** An event before it is put into the form of an API version. `about` is the connected account it happened on. */
export type StoredEvent = {
  id: string;
  object: "event";
  type: string;
  created: number;
  about: string | null;
  requestKey: string | null;
  data: { object: object; previous_attributes?: object };
};

/** An event on its way to one endpoint. Times are epoch milliseconds of the sandbox's clock. */
export type Delivery = { id: string; event: string; endpoint: string; attempt: number; due: number };

/** The answer that an idempotency key will get again. */
export type KeptAnswer = { id: string; fingerprint: string; status: number; body: string; at: number };

/** Something that will happen by itself, in Unix seconds of the sandbox's clock. */
export type Appointment = {
  id: string;
  at: number;
  what: "renew" | "collect" | "expire_session" | "settle_refund";
  about: string;
};

/** One thing a customer buys: a price, how many of it. */
export type OrderLine = { price: Stripe.Price; quantity: number };

/** What a checkout session was made for, as far as its own fields do not say. */
export type CheckoutOrder = {
  id: string;
  lines: OrderLine[];
  /** Coupons and promotion codes that come off. */
  reductions: Reduction[];
  shippingAmount: number;
  tax: boolean;
  trialDays: number | null;
  metadataOfPurchase: Record<string, string>;
};

export type Reduction = { coupon: string; promotionCode: string | null };

/** A one-time page: onboarding of an account, or a customer's portal. */
export type Ticket = {
  id: string;
  kind: "onboarding" | "portal";
  about: string;
  returnUrl: string;
  expires: number;
};

/** A report of usage. Stripe knows it by its identifier. */
export type MeterEvent = Stripe.Billing.MeterEvent & { id: string };

/** Something to be put on a customer's next invoice. On the wire its decimal is a text. */
export type InvoiceItem = Omit<Stripe.InvoiceItem, "quantity_decimal"> & { quantity_decimal: string };

/** Every kind of row the sandbox keeps, by the name that Stripe gives the object, with Stripe's own types. */
export type Tables = {
  account: Stripe.Account;
  balance_transaction: Stripe.BalanceTransaction;
  "billing.meter": Stripe.Billing.Meter;
  "billing.meter_event": MeterEvent;
  charge: Stripe.Charge;
  "checkout.session": Stripe.Checkout.Session;
  coupon: Stripe.Coupon;
  customer: Stripe.Customer;
  discount: Stripe.Discount;
  dispute: Stripe.Dispute;
  invoice: Stripe.Invoice;
  invoice_payment: Stripe.InvoicePayment;
  invoiceitem: InvoiceItem;
  payment_intent: Stripe.PaymentIntent;
  price: Stripe.Price;
  product: Stripe.Product;
  promotion_code: Stripe.PromotionCode;
  refund: Stripe.Refund;
  subscription: Stripe.Subscription;
  transfer: Stripe.Transfer;
  transfer_reversal: Stripe.TransferReversal;
  appointment: Appointment;
  checkout_order: CheckoutOrder;
  purse: Purse;
  webhook_endpoint: Endpoint;
  event: StoredEvent;
  delivery: Delivery;
  kept_answer: KeptAnswer;
  ticket: Ticket;
};

export type TableName = keyof Tables;
