import { keptOf, shippingOf, taxOfInvoice } from "./amounts";
import type { Lesson, Reading, Sale } from "./facts";
import { type Bag, each, idIn, inner, text, userIdIn, whole } from "./shapes";

/** A paid invoice as a sale. */
export function saleOfInvoice(invoice: Bag, reading: Reading): Sale | null {
  const id = text(invoice, "id");
  const total = whole(invoice, "total") ?? whole(invoice, "amount_paid");
  if (id === null || total === null) return null;
  const kept = keptOf(total, taxOfInvoice(invoice), shippingOf(invoice), reading);
  return { sale: id, total: BigInt(Math.max(0, total)), kept, customer: customerOfInvoice(invoice) };
}

/** Who an invoice is for: the brand's name for the customer where the invoice or its subscription carries it. */
export function customerOfInvoice(invoice: Bag): string | null {
  return userIdOfInvoice(invoice) ?? idIn(invoice, "customer");
}

/** Newer versions keep the subscription's metadata below `parent`, older ones beside it. */
function userIdOfInvoice(invoice: Bag): string | null {
  return userIdIn(
    invoice,
    inner(inner(invoice, "parent"), "subscription_details"),
    inner(invoice, "subscription_details"),
    inner(invoice, "customer"),
  );
}

/** The payments that an invoice names: one in older versions, a list in newer ones, where it was asked for. */
export function paymentsOfInvoice(invoice: Bag): Lesson[] {
  const sale = text(invoice, "id");
  if (sale === null) return [];
  const older = [idIn(invoice, "payment_intent"), idIn(invoice, "charge")];
  const newer = each(invoice, "payments").flatMap((one) => {
    const payment = inner(one, "payment");
    return [idIn(payment, "payment_intent"), idIn(payment, "charge")];
  });
  const named = [...older, ...newer].filter((payment) => payment !== null);
  return named.map((payment) => ({ kind: "payment", payment, sale }));
}

/** A completed checkout in mode `payment` as a sale; one with an invoice is that invoice's. */
export function saleOfSession(session: Bag, reading: Reading): Sale | null {
  const total = whole(session, "amount_total");
  const sale = idIn(session, "payment_intent") ?? text(session, "id");
  if (sale === null || total === null || hasInvoice(session)) return null;
  const details = inner(session, "total_details");
  const shipping = whole(details, "amount_shipping") ?? shippingOf(session);
  const kept = keptOf(total, whole(details, "amount_tax") ?? 0, shipping, reading);
  return { sale, total: BigInt(Math.max(0, total)), kept, customer: customerOfSession(session) };
}

/** An invoice that was ordered with the session may not be made yet when the session is told of. */
function hasInvoice(session: Bag): boolean {
  return idIn(session, "invoice") !== null || inner(session, "invoice_creation")?.["enabled"] === true;
}

/** A guest has no customer at Stripe: the payment stands for the person. */
export function customerOfSession(session: Bag): string | null {
  return (
    userIdIn(session, inner(session, "customer")) ??
    idIn(session, "customer") ??
    idIn(session, "payment_intent") ??
    text(session, "id")
  );
}
