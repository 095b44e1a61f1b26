import { parseId } from "@/server/platform/ids";
import type { StripeEvent } from "@/server/stripe/webhook/webhook";
import { millis, valueOf } from "./amounts";
import { asking, type Known, type Lesson, type Meaning, meaning, type Reading, type Report } from "./facts";
import { customerOfSession, saleOfSession } from "./sales";
import { type Bag, each, idIn, inner, text, whole } from "./shapes";

/** A customer went through checkout: who that is, what click or code they came with, and what they paid, if no invoice says so. */
export function readCheckout(event: StripeEvent, known: Known, reading: Reading): Meaning {
  const session: Bag = event.data.object;
  const id = text(session, "id");
  const userId = customerOfSession(session);
  if (id === null || userId === null || text(session, "mode") === "setup") return meaning();
  const customer = idIn(session, "customer");
  const knownCustomer = customer === null ? null : known.customers.get(customer);
  if (customer !== null && knownCustomer === undefined) return asking({ kind: "customer", customer });
  const promotionCode = promotionCodeIn(session);
  const code = promotionCode === null ? null : known.coupons.get(promotionCode);
  if (promotionCode !== null && code === undefined) return asking({ kind: "coupon", promotionCode });

  const ts = millis(whole(session, "created") ?? event.created);
  const alsoKnownAs = [customer, knownCustomer?.userId ?? null].filter((one) => one !== null);
  const cref = crefIn(session);
  const address = text(inner(session, "customer_details"), "email") ?? text(session, "customer_email");
  const paid = payment(session, { userId, alsoKnownAs, ts }, reading);
  return meaning({
    reports: paid.reports,
    lessons: paid.lessons,
    // One signup for one customer, however many checkouts: it is named and timed by the customer where there is one.
    signup: {
      userId,
      alsoKnownAs,
      type: "signup",
      externalId: customer ?? id,
      ts: knownCustomer?.createdAt ?? ts,
    },
    ...(cref === null ? {} : { visit: { cref, userId, ts } }),
    ...(code === null || code === undefined ? {} : { coupon: { code, userId, ts } }),
    ...(address === null ? {} : { email: { address, userId } }),
  });
}

function payment(
  session: Bag,
  by: Pick<Report, "userId" | "alsoKnownAs" | "ts">,
  reading: Reading,
): { reports: Report[]; lessons: Lesson[] } {
  const sale = saleOfSession(session, reading);
  const amount = whole(session, "amount_total") ?? 0;
  const currency = text(session, "currency");
  const paid = text(session, "mode") === "payment" && text(session, "payment_status") === "paid";
  if (!paid || sale === null || amount <= 0 || currency === null) return { reports: [], lessons: [] };
  const value = valueOf(amount, currency, sale);
  return {
    reports: [{ ...by, type: "payment", externalId: sale.sale, value, currency: currency.toUpperCase() }],
    lessons: [
      { kind: "sale", sale },
      { kind: "payment", payment: sale.sale, sale: sale.sale },
    ],
  };
}

/** The click's id: brands put it into `client_reference_id`, which some use for something else, or into the metadata. */
function crefIn(session: Bag): string | null {
  const named = [
    text(session, "client_reference_id"),
    text(inner(session, "metadata"), "cref"),
    userCref(session),
  ];
  for (const one of named) {
    const cref = one === null ? null : parseId(one);
    if (cref !== null) return cref;
  }
  return null;
}

function userCref(session: Bag): string | null {
  return text(inner(inner(session, "subscription"), "metadata"), "cref");
}

/** The promotion code that took something off: named by the session, or in the breakdown of what came off. */
function promotionCodeIn(session: Bag): string | null {
  const details = inner(inner(session, "total_details"), "breakdown");
  const named = [
    ...each(session, "discounts").map((one) => idIn(one, "promotion_code")),
    ...each(details, "discounts").map((one) => idIn(inner(one, "discount"), "promotion_code")),
  ];
  return named.find((one) => one !== null) ?? null;
}
