import type Stripe from "stripe";
import type { Merchant } from "../core/merchant";
import { idOf } from "../core/store/ids";
import { collect } from "./collect";
import { nextPeriodEnd } from "./periods";
import { billPeriod } from "./subscription";

const ALIVE: ReadonlySet<string> = new Set(["active", "trialing", "past_due"]);

/** What happens at the end of a period: the next one begins and is paid for, or the subscription ends. */
export function renew(merchant: Merchant, id: string): void {
  const before = merchant.store.get("subscription", id);
  if (!before || !ALIVE.has(before.status)) return;
  if (before.cancel_at_period_end) {
    endSubscription(merchant, id);
    return;
  }
  const first = before.items.data[0];
  if (!first?.price.recurring) return;
  const ended = { start: first.current_period_start, end: first.current_period_end };
  const end = nextPeriodEnd(before.billing_cycle_anchor, first.price.recurring, merchant.now);
  const items = before.items.data.map((item) => ({
    ...item,
    current_period_start: ended.end,
    current_period_end: end,
  }));
  merchant.put("subscription", {
    ...before,
    items: { ...before.items, data: items },
    status: before.status === "trialing" ? "active" : before.status,
  });
  merchant.schedule("renew", id, end);
  const invoice = billPeriod(merchant, id, "subscription_cycle", ended);
  merchant.put("subscription", { ...merchant.need("subscription", id), latest_invoice: invoice.id });
  ask(merchant, id, invoice.id, { status: before.status, items: before.items });
}

/** Tries a failed invoice again; after the last try the subscription ends. */
export function collectAgain(merchant: Merchant, invoiceId: string): void {
  const invoice = merchant.need("invoice", invoiceId);
  if (invoice.status !== "open") return;
  const details = invoice.parent?.subscription_details;
  if (!details) {
    collect(merchant, invoiceId, { later: true, retries: true });
    return;
  }
  const id = idOf(details.subscription);
  ask(merchant, id, invoiceId, { status: merchant.need("subscription", id).status });
}

function ask(merchant: Merchant, id: string, invoice: string, before: Partial<Stripe.Subscription>): void {
  const paid = collect(merchant, invoice, { later: true, retries: true });
  const status = paid ? "active" : "past_due";
  const after = merchant.put("subscription", { ...merchant.need("subscription", id), status });
  merchant.emit("customer.subscription.updated", after, { before });
  if (!paid && merchant.need("invoice", invoice).next_payment_attempt === null) endSubscription(merchant, id);
}

export function endSubscription(merchant: Merchant, id: string): Stripe.Subscription {
  merchant.cancel("renew", id);
  const after = merchant.put("subscription", {
    ...merchant.need("subscription", id),
    canceled_at: merchant.now,
    ended_at: merchant.now,
    status: "canceled",
  });
  merchant.emit("customer.subscription.deleted", after);
  return after;
}
