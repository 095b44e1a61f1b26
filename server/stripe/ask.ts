import Stripe from "stripe";
import type { StripeClient } from "./client";

/** An object of Stripe's, to be read like one in a webhook. */
type Found = Readonly<Record<string, unknown>>;

/** What a payment paid for. `other`: Stripe knows the payment, and neither an invoice nor a checkout session of it. */
export type FoundSale =
  | { kind: "invoice" | "session"; object: Found }
  | { kind: "other"; customer: string | null };

const MAX_REFUNDS = 1_000;

export async function askCustomer(client: StripeClient, id: string): Promise<Found | null> {
  const customer = await unlessMissing(client.customers.retrieve(id));
  return customer && !customer.deleted ? plain(customer) : null;
}

/** The words of a promotion code. */
export async function askPromotionCode(client: StripeClient, id: string): Promise<string | null> {
  const code = await unlessMissing(client.promotionCodes.retrieve(id));
  return code?.code ?? null;
}

/** Every refund of a charge; null when Stripe does not know the charge. */
export async function askRefunds(client: StripeClient, charge: string): Promise<Found[] | null> {
  if (!(await unlessMissing(client.charges.retrieve(charge)))) return null;
  const refunds = await client.refunds.list({ charge, limit: 100 }).autoPagingToArray({ limit: MAX_REFUNDS });
  return refunds.map(plain);
}

/** What a payment intent or charge paid for; null when Stripe does not know it. */
export async function askSale(client: StripeClient, payment: string): Promise<FoundSale | null> {
  const intent = payment.startsWith("pi_") ? payment : await intentOf(client, payment);
  if (intent === null) return null;
  const known = await unlessMissing(client.paymentIntents.retrieve(intent));
  if (!known) return null;
  const [paid] = (
    await client.invoicePayments.list({
      payment: { type: "payment_intent", payment_intent: intent },
      limit: 1,
    })
  ).data;
  if (paid) {
    const invoice = await unlessMissing(client.invoices.retrieve(idOf(paid.invoice)));
    if (invoice) return { kind: "invoice", object: plain(invoice) };
  }
  const [session] = (await client.checkout.sessions.list({ payment_intent: intent, limit: 1 })).data;
  if (session) return { kind: "session", object: plain(session) };
  return { kind: "other", customer: known.customer === null ? null : idOf(known.customer) };
}

async function intentOf(client: StripeClient, charge: string): Promise<string | null> {
  const found = await unlessMissing(client.charges.retrieve(charge));
  return found?.payment_intent ? idOf(found.payment_intent) : null;
}

/** Null for what Stripe does not have; every other failure is one. */
async function unlessMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing")
      return null;
    throw error;
  }
}

function idOf(field: string | { id: string }): string {
  return typeof field === "string" ? field : field.id;
}

/** The object as it is on the wire: webhooks are read so, and what the library adds is left out. */
function plain(object: object): Found {
  return JSON.parse(JSON.stringify(object));
}
