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

/** A one-time page: onboarding of an account, or a customer's portal. */
export type Ticket = {
  id: string;
  kind: "onboarding" | "portal";
  about: string;
  returnUrl: string;
  expires: number;
};

/** Every kind of row the sandbox keeps, by the name that Stripe gives the object, with Stripe's own types. */
export type Tables = {
  account: Stripe.Account;
  balance_transaction: Stripe.BalanceTransaction;
  transfer: Stripe.Transfer;
  transfer_reversal: Stripe.TransferReversal;
  purse: Purse;
  webhook_endpoint: Endpoint;
  event: StoredEvent;
  delivery: Delivery;
  kept_answer: KeptAnswer;
  ticket: Ticket;
};

export type TableName = keyof Tables;
