import type { StripeEvent } from "@/server/stripe/webhook/webhook";
import { millis, valueOf } from "./amounts";
import { type Meaning, meaning, type Reading } from "./facts";
import { customerOfInvoice, paymentsOfInvoice, saleOfInvoice } from "./sales";
import { type Bag, idIn, inner, text, whole } from "./shapes";

/** An invoice was paid. One of nothing, as at the start of a trial, is no sale. */
export function readPaidInvoice(event: StripeEvent, reading: Reading): Meaning {
  const invoice: Bag = event.data.object;
  const sale = saleOfInvoice(invoice, reading);
  const userId = customerOfInvoice(invoice);
  const currency = text(invoice, "currency");
  if (sale === null || userId === null || currency === null) return meaning();
  const address = text(invoice, "customer_email");
  const amount = whole(invoice, "amount_paid") ?? 0;
  const paidAt = whole(inner(invoice, "status_transitions"), "paid_at") ?? event.created;
  const value = valueOf(amount, currency, sale);
  return meaning({
    lessons: [{ kind: "sale", sale }, ...paymentsOfInvoice(invoice)],
    ...(address === null ? {} : { email: { address, userId } }),
    reports:
      amount <= 0
        ? []
        : [
            {
              userId,
              alsoKnownAs: alsoKnownAs(invoice),
              type: "invoice_paid",
              externalId: sale.sale,
              value,
              currency: currency.toUpperCase(),
              ts: millis(paidAt),
            },
          ],
  });
}

/** Kept, so that a person sees it; it earns nothing. */
export function readFailedInvoice(event: StripeEvent): Meaning {
  const invoice: Bag = event.data.object;
  const id = text(invoice, "id");
  const userId = customerOfInvoice(invoice);
  if (id === null || userId === null) return meaning();
  const report = { userId, alsoKnownAs: alsoKnownAs(invoice), externalId: id, ts: millis(event.created) };
  return meaning({ reports: [{ ...report, type: "invoice_payment_failed" }] });
}

/** Newer versions say apart which payment paid which invoice. */
export function readInvoicePayment(event: StripeEvent): Meaning {
  const object: Bag = event.data.object;
  const sale = idIn(object, "invoice");
  const payment = inner(object, "payment");
  const named = [idIn(payment, "payment_intent"), idIn(payment, "charge")].filter((one) => one !== null);
  if (sale === null) return meaning();
  return meaning({ lessons: named.map((one) => ({ kind: "payment", payment: one, sale })) });
}

function alsoKnownAs(invoice: Bag): string[] {
  const customer = idIn(invoice, "customer");
  return customer === null ? [] : [customer];
}
