import type Stripe from "stripe";
import { collect, finalize } from "../billing/collect";
import { createCustomer, setCard } from "../billing/customers";
import { newInvoice } from "../billing/invoice";
import { startSubscription } from "../billing/subscription";
import { redeem, reductionTyped } from "../catalog/discounts";
import { invalid } from "../core/failure";
import type { Merchant } from "../core/merchant";
import { idOf } from "../core/store/ids";
import type { CheckoutOrder } from "../core/store/tables";
import { cardDeclined, cardNamed } from "../payments/cards";
import { pay } from "../payments/pay";
import { amountsOf } from "./session";
import { orderTotals } from "./totals";

const DAY_SECONDS = 86_400;

/** What a customer fills in on the session's page. */
export type Filled = { email: string; name: string | null; card: string };

/** Takes a code that a customer typed, if the session allows codes. */
export function applyCode(merchant: Merchant, id: string, code: string): Stripe.Checkout.Session {
  const session = open(merchant, id);
  if (session.allow_promotion_codes !== true) throw invalid("This checkout takes no codes.");
  const order = merchant.need("checkout_order", id);
  const after = merchant.put("checkout_order", { ...order, reductions: [reductionTyped(merchant, code)] });
  return merchant.put("checkout.session", { ...session, ...amountsOf(after, orderTotals(merchant, after)) });
}

/** The customer presses the button: the card is charged, and the session is complete. */
export function completeSession(merchant: Merchant, id: string, filled: Filled): Stripe.Checkout.Session {
  const session = open(merchant, id);
  const order = merchant.need("checkout_order", id);
  const card = cardNamed(filled.card);
  const customer = customerOf(merchant, session, filled, card.id);
  const bought =
    session.mode === "subscription"
      ? subscribe(merchant, session, order, customer)
      : buy(merchant, session, order, { customer, card: card.id });
  merchant.cancel("expire_session", id);
  const after = merchant.put("checkout.session", {
    ...session,
    ...bought,
    customer,
    customer_details: {
      address: null,
      business_name: null,
      email: filled.email,
      individual_name: null,
      name: filled.name,
      phone: null,
      tax_exempt: "none",
      tax_ids: [],
    },
    status: "complete",
    url: null,
  });
  merchant.emit("checkout.session.completed", after);
  return after;
}

export function expireSession(merchant: Merchant, id: string): Stripe.Checkout.Session {
  const session = open(merchant, id);
  merchant.cancel("expire_session", id);
  const after = merchant.put("checkout.session", { ...session, status: "expired", url: null });
  merchant.emit("checkout.session.expired", after);
  return after;
}

function open(merchant: Merchant, id: string): Stripe.Checkout.Session {
  const session = merchant.need("checkout.session", id);
  if (session.status === "open") return session;
  throw invalid(`This checkout session is ${session.status}.`);
}

function customerOf(
  merchant: Merchant,
  session: Stripe.Checkout.Session,
  filled: Filled,
  card: string,
): string | null {
  if (session.customer !== null) {
    const id = idOf(session.customer);
    setCard(merchant, id, card);
    return id;
  }
  const needed =
    session.mode === "subscription" ||
    session.customer_creation === "always" ||
    session.invoice_creation?.enabled === true;
  if (!needed) return null;
  return createCustomer(merchant, { email: filled.email, name: filled.name, card }).id;
}

type Bought = Pick<Stripe.Checkout.Session, "invoice" | "payment_intent" | "payment_status" | "subscription">;

function subscribe(
  merchant: Merchant,
  session: Stripe.Checkout.Session,
  order: CheckoutOrder,
  customer: string | null,
): Bought {
  if (customer === null) throw new Error("a subscription has a customer");
  const trialEnd = order.trialDays === null ? null : merchant.now + order.trialDays * DAY_SECONDS;
  const subscription = startSubscription(merchant, {
    customer,
    lines: order.lines,
    trialEnd,
    reductions: order.reductions,
    metadata: order.metadataOfPurchase,
    tax: order.tax,
    session: session.id,
  });
  if (subscription.status === "incomplete") throw cardDeclined();
  const free = trialEnd !== null || session.amount_total === 0;
  return {
    invoice: subscription.latest_invoice,
    payment_intent: null,
    payment_status: free ? "no_payment_required" : "paid",
    subscription: subscription.id,
  };
}

function buy(
  merchant: Merchant,
  session: Stripe.Checkout.Session,
  order: CheckoutOrder,
  by: { customer: string | null; card: string },
): Bought {
  const discounts = order.reductions.map((one) =>
    redeem(merchant, one, { customer: by.customer, session: session.id }),
  );
  const amount = session.amount_total ?? 0;
  const nothing: Bought = {
    invoice: null,
    payment_intent: null,
    payment_status: "no_payment_required",
    subscription: null,
  };
  if (amount === 0) return nothing;
  if (session.invoice_creation?.enabled === true && by.customer !== null) {
    return { ...nothing, ...invoiced(merchant, order, by.customer, discounts), payment_status: "paid" };
  }
  const paid = pay(merchant, {
    amount,
    currency: session.currency ?? "usd",
    customer: by.customer,
    card: by.card,
    description: null,
    metadata: order.metadataOfPurchase,
  });
  if (!paid.ok) throw cardDeclined();
  return { ...nothing, payment_intent: paid.intent.id, payment_status: "paid" };
}

/** A single purchase that the merchant wanted an invoice for. */
function invoiced(
  merchant: Merchant,
  order: CheckoutOrder,
  customerId: string,
  discounts: readonly Stripe.Discount[],
): Pick<Bought, "invoice" | "payment_intent"> {
  const period = { start: merchant.now, end: merchant.now };
  const draft = newInvoice(merchant, {
    customer: merchant.need("customer", customerId),
    currency: order.lines[0]?.price.currency ?? "usd",
    lines: order.lines.map(({ price, quantity }) => ({
      amount: (price.unit_amount ?? 0) * quantity,
      description: price.nickname ?? price.id,
      price,
      quantity,
      item: null,
      period,
    })),
    reason: "manual",
    subscription: null,
    discounts,
    tax: order.tax,
  });
  finalize(merchant, draft.id);
  if (!collect(merchant, draft.id, { later: false, retries: false })) throw cardDeclined();
  const payment = [...merchant.store.all("invoice_payment")].find((one) => one.invoice === draft.id);
  return { invoice: draft.id, payment_intent: payment?.payment.payment_intent ?? null };
}
