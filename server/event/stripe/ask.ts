import { askCustomer, askPromotionCode, askRefunds, askSale } from "@/server/stripe/ask";
import type { StripeClient } from "@/server/stripe/client";
import { customerFrom } from "./customers";
import type { Lesson, Question, Reading } from "./facts";
import type { Answers } from "./known";
import { paymentsOfInvoice, saleOfInvoice, saleOfSession } from "./sales";

/** A payment that Stripe knows of no sale for: what would name it has not come yet. */
export class NotYetKnown extends Error {
  constructor(readonly payment: string) {
    super(
      `No event and no answer of Stripe's says what ${payment} paid for. It is tried again when more is known.`,
    );
  }
}

/**
 * Asks Stripe what no earlier event has taught, and says what is worth keeping of it. Without a way to ask, or where Stripe does
 * not know, the event has to do with what it says itself.
 */
export async function answerFromStripe(
  client: StripeClient | null,
  question: Question,
  reading: Reading,
  answers: Answers,
): Promise<Lesson[]> {
  switch (question.kind) {
    case "customer": {
      const { customer } = question;
      const found = client && (await askCustomer(client, customer));
      const known = found ? customerFrom(found, 0) : null;
      answers.customers.set(customer, known);
      return known ? [{ kind: "customer", customer: known }] : [];
    }
    case "coupon": {
      answers.coupons.set(
        question.promotionCode,
        client && (await askPromotionCode(client, question.promotionCode)),
      );
      return [];
    }
    case "refunds": {
      answers.refunds.set(question.charge, client && (await askRefunds(client, question.charge)));
      return [];
    }
    case "sale":
      return answerSale(client, question.payment, reading, answers);
  }
}

async function answerSale(
  client: StripeClient | null,
  payment: string,
  reading: Reading,
  answers: Answers,
): Promise<Lesson[]> {
  const found = client && (await askSale(client, payment));
  const sale =
    found?.kind === "invoice"
      ? saleOfInvoice(found.object, reading)
      : found?.kind === "session"
        ? saleOfSession(found.object, reading)
        : found?.kind === "other"
          ? { sale: payment, total: 0n, kept: 0n, customer: found.customer }
          : null;
  if (!found || !sale) {
    throw new NotYetKnown(payment);
  }
  answers.sales.set(payment, sale);
  const named: Lesson[] = [
    { kind: "sale", sale },
    { kind: "payment", payment, sale: sale.sale },
  ];
  return found.kind === "invoice" ? [...named, ...paymentsOfInvoice(found.object)] : named;
}
