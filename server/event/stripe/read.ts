import type { StripeEvent } from "@/server/stripe/webhook/webhook";
import { readCheckout } from "./checkout";
import { readCustomer } from "./customers";
import { type Known, type Meaning, meaning, type Reading } from "./facts";
import { readFailedInvoice, readInvoicePayment, readPaidInvoice } from "./invoices";
import { readSubscription } from "./subscriptions";
import { readDispute, readRefund, readRefundedCharge } from "./takings";

/**
 * What an event of Stripe's means here. Pure: the same event with the same answers means the same, whenever and in whatever
 * order events come, and shapes of older and newer API versions mean the same.
 */
export function readStripeEvent(event: StripeEvent, known: Known, reading: Reading): Meaning {
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
      return readCheckout(event, known, reading);
    case "customer.created":
    case "customer.updated":
      return readCustomer(event);
    case "customer.subscription.created":
    case "customer.subscription.updated":
    case "customer.subscription.deleted":
      return readSubscription(event);
    case "invoice.paid":
    case "invoice.payment_succeeded":
      return readPaidInvoice(event, reading);
    case "invoice.payment_failed":
      return readFailedInvoice(event);
    case "invoice_payment.paid":
      return readInvoicePayment(event);
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
    case "charge.refund.updated":
      return readRefund(event, known);
    case "charge.refunded":
      return readRefundedCharge(event, known);
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.closed":
      return readDispute(event, known);
    default:
      return meaning();
  }
}
