import type { StripeEvent } from "@/server/stripe/webhook/webhook";
import { REFUNDED_IN_ALL } from "../rules";
import { millis, valueOf } from "./amounts";
import { asking, type Known, type Lesson, type Meaning, meaning, type Report, type Sale } from "./facts";
import { type Bag, each, idIn, inner, text, whole } from "./shapes";

/** The bank did not take it, or the brand called it off: the money stays with the brand. */
const CAME_TO_NOTHING: ReadonlySet<string | null> = new Set(["failed", "canceled"]);

/** One refund was made or changed. */
export function readRefund(event: StripeEvent, known: Known): Meaning {
  const refund: Bag = event.data.object;
  const payment = paymentOf(refund);
  if (payment === null) return meaning();
  const sale = known.sales.get(payment);
  if (!sale) return asking({ kind: "sale", payment });
  return meaning({ reports: reportOfRefund(refund, sale, payment) });
}

/**
 * A charge was refunded, wholly or in part, once more. Older versions show its refunds; newer ones only their sum, and are asked
 * for them: so each refund is known by its own id, whichever event told of it first.
 */
export function readRefundedCharge(event: StripeEvent, known: Known): Meaning {
  const charge: Bag = event.data.object;
  const id = text(charge, "id");
  const payment = idIn(charge, "payment_intent") ?? id;
  if (id === null || payment === null) return meaning();
  const lessons = namedInvoice(charge, payment);
  const list = inner(charge, "refunds");
  const shown = Array.isArray(list?.["data"]) && list["has_more"] !== true ? each(charge, "refunds") : null;
  const refunds = shown ?? known.refunds.get(id);
  const sale = known.sales.get(payment);
  if (!sale || refunds === undefined) {
    return meaning({
      lessons,
      questions: [
        ...(sale ? [] : [{ kind: "sale", payment } as const]),
        ...(refunds === undefined ? [{ kind: "refunds", charge: id } as const] : []),
      ],
    });
  }
  const inAll =
    refunds === null || isLastOfSeveral(event) ? refundedInAll(charge, event.created, sale, payment) : [];
  const named = (refunds ?? []).flatMap((refund) => reportOfRefund(refund, sale, payment));
  return meaning({ lessons, reports: [...named, ...inAll] });
}

/** Whether nothing is left after this refund, and it was not the only one: their shares, each rounded, may not be the whole. */
function isLastOfSeveral(event: StripeEvent): boolean {
  const before = whole(event.data.previous_attributes ?? null, "amount_refunded") ?? 0;
  return before > 0 && event.data.object["refunded"] === true;
}

/** Where nobody can name the refunds, their sum counts; where each is named, it counts when it is more than theirs. */
function refundedInAll(charge: Bag, time: number, sale: Sale, payment: string): Report[] {
  const amount = whole(charge, "amount_refunded");
  if (amount === null || amount <= 0) return [];
  const externalId = `${String(charge["id"])}:${amount}`;
  return [
    { ...taking({ ...charge, amount }, sale, payment), type: REFUNDED_IN_ALL, externalId, ts: millis(time) },
  ];
}

/** A bank took a payment back, for now or for good. An inquiry only asks. */
export function readDispute(event: StripeEvent, known: Known): Meaning {
  const dispute: Bag = event.data.object;
  const id = text(dispute, "id");
  const type = typeOfDispute(event.type, text(dispute, "status"));
  const payment = paymentOf(dispute);
  if (id === null || type === null || payment === null) return meaning();
  const sale = known.sales.get(payment);
  if (!sale) return asking({ kind: "sale", payment });
  const ts = type === "dispute_opened" ? (whole(dispute, "created") ?? event.created) : event.created;
  return meaning({
    reports: [{ ...taking(dispute, sale, payment), type, externalId: id, ts: millis(ts) }],
  });
}

function typeOfDispute(eventType: string, status: string | null): string | null {
  if (status === null || status.startsWith("warning_") || status === "prevented") return null;
  if (eventType !== "charge.dispute.closed") return "dispute_opened";
  return status === "won" ? "dispute_won" : status === "lost" ? "dispute_lost" : null;
}

function reportOfRefund(refund: Bag, sale: Sale, payment: string): Report[] {
  const id = text(refund, "id");
  const created = whole(refund, "created");
  if (id === null || created === null) return [];
  const type = CAME_TO_NOTHING.has(text(refund, "status")) ? "refund_failed" : "refund";
  return [{ ...taking(refund, sale, payment), type, externalId: id, ts: millis(created) }];
}

/** What refunds and disputes have in common: whose sale they take from, and how much of what counts of it. */
function taking(
  object: Bag,
  sale: Sale,
  payment: string,
): Pick<Report, "userId" | "refundOf" | "value" | "currency"> {
  const amount = whole(object, "amount");
  const currency = text(object, "currency");
  const worth =
    amount === null || currency === null
      ? {}
      : { value: valueOf(amount, currency, sale), currency: currency.toUpperCase() };
  return { userId: sale.customer ?? payment, refundOf: sale.sale, ...worth };
}

function paymentOf(object: Bag): string | null {
  return idIn(object, "payment_intent") ?? idIn(object, "charge");
}

/** Older versions name a charge's invoice, or say with null that it has none. */
function namedInvoice(charge: Bag, payment: string): Lesson[] {
  const invoice = idIn(charge, "invoice");
  if (invoice !== null) return [{ kind: "payment", payment, sale: invoice }];
  return charge["invoice"] === null ? [{ kind: "payment", payment, sale: payment }] : [];
}
