import type { Merchant } from "../merchant";
import { idOf } from "../store/ids";

type Bag = Record<string, unknown>;
export type Shape = (object: Bag, merchant: Merchant) => Bag;

/** What objects looked like before a version changed them, by that version's date and the objects' names. */
export const OLDER_SHAPES: readonly { before: string; shapes: Readonly<Record<string, Shape>> }[] = [
  { before: "2025-09-30", shapes: { discount: couponInside, promotion_code: couponOfCode } },
  {
    before: "2025-03-31",
    shapes: {
      charge: chargeNamesInvoice,
      invoice: invoiceNamesPayment,
      payment_intent: chargeNamesInvoice,
      subscription: periodOfSubscription,
    },
  },
  { before: "2022-11-15", shapes: { charge: refundsInside } },
];

function couponInside({ source, ...discount }: Bag, merchant: Merchant): Bag {
  return { ...discount, coupon: merchant.store.get("coupon", couponIn(source)) ?? null };
}

function couponOfCode({ promotion, ...code }: Bag, merchant: Merchant): Bag {
  return { ...code, coupon: merchant.store.get("coupon", couponIn(promotion)) ?? null };
}

function couponIn(holder: unknown): string {
  const coupon = (holder as { coupon?: string | { id: string } } | null)?.coupon;
  return coupon === undefined ? "" : idOf(coupon);
}

/** Until March 2025 a charge and a payment intent named their invoice. */
function chargeNamesInvoice(object: Bag, merchant: Merchant): Bag {
  const intent = object["object"] === "charge" ? object["payment_intent"] : object["id"];
  for (const one of merchant.store.all("invoice_payment")) {
    if (one.payment.payment_intent === intent) return { ...object, invoice: one.invoice };
  }
  return { ...object, invoice: null };
}

/** Until March 2025 an invoice named its one payment and its subscription itself, and said its tax in one sum. */
function invoiceNamesPayment({ parent, total_taxes: taxes, ...invoice }: Bag, merchant: Merchant): Bag {
  const payment = [...merchant.store.all("invoice_payment")].findLast((one) => one.invoice === invoice["id"]);
  const intent = payment?.payment.payment_intent;
  const details = (parent as { subscription_details?: { subscription: string } } | null)
    ?.subscription_details;
  const amounts = (taxes as { amount: number }[] | null) ?? [];
  const tax = amounts.reduce((sum, { amount }) => sum + amount, 0);
  return {
    ...invoice,
    subscription: details?.subscription ?? null,
    subscription_details: details ?? null,
    payment_intent: intent ?? null,
    charge:
      intent === undefined
        ? null
        : (merchant.store.get("payment_intent", idOf(intent))?.latest_charge ?? null),
    paid: invoice["status"] === "paid",
    tax: amounts.length === 0 ? null : tax,
    total_tax_amounts: amounts.map(({ amount }) => ({ amount, inclusive: false })),
  };
}

/** Until March 2025 a subscription had one period for all its items. */
function periodOfSubscription(subscription: Bag): Bag {
  const items = subscription["items"] as {
    data: { current_period_start: number; current_period_end: number }[];
  };
  const [first] = items.data;
  return {
    ...subscription,
    current_period_start: first?.current_period_start ?? null,
    current_period_end: first?.current_period_end ?? null,
  };
}

/** Until November 2022 a charge showed its refunds unasked. */
function refundsInside(charge: Bag, merchant: Merchant): Bag {
  const data = [...merchant.store.all("refund")].reverse().filter((one) => one.charge === charge["id"]);
  const url = `/v1/charges/${String(charge["id"])}/refunds`;
  return { ...charge, refunds: { object: "list", data, has_more: false, url } };
}
