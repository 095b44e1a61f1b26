import type { StripeEvent } from "@/server/stripe/webhook/webhook";
import { millis } from "./amounts";
import { type Meaning, meaning, type Report } from "./facts";
import { type Bag, idIn, inner, text, userIdIn, whole } from "./shapes";

/** Not paid for yet: whether there will be a subscription shows later. */
const UNDECIDED: ReadonlySet<string | null> = new Set(["incomplete", "incomplete_expired"]);

/**
 * A subscription began, with a trial or without, was converted from one, or ended. One that waits for its first payment begins
 * when that is made.
 */
export function readSubscription(event: StripeEvent): Meaning {
  const subscription: Bag = event.data.object;
  const id = text(subscription, "id");
  const customer = idIn(subscription, "customer");
  const own = userIdIn(subscription, inner(subscription, "customer"));
  const userId = own ?? customer;
  if (id === null || userId === null) return meaning();
  const happened = kindOf(event, subscription);
  if (happened === null) return meaning();
  const alsoKnownAs = customer === null ? [] : [customer];
  return meaning({ reports: [{ userId, alsoKnownAs, externalId: id, ...happened }] });
}

function kindOf(event: StripeEvent, subscription: Bag): Pick<Report, "type" | "ts"> | null {
  const status = text(subscription, "status");
  const began = millis(whole(subscription, "created") ?? event.created);
  switch (event.type) {
    case "customer.subscription.created":
      if (UNDECIDED.has(status)) return null;
      return { type: status === "trialing" ? "trial_started" : "subscription_created", ts: began };
    case "customer.subscription.updated": {
      const before = text(event.data.previous_attributes ?? null, "status");
      if (status !== "active" || before === null) return null;
      // After a trial the first payment may fail, so that it was overdue before it was active. Reported again it is the same event.
      const trialEnd = whole(subscription, "trial_end");
      return { type: "subscription_created", ts: trialEnd === null ? began : millis(trialEnd) };
    }
    case "customer.subscription.deleted": {
      const ended = whole(subscription, "ended_at") ?? whole(subscription, "canceled_at") ?? event.created;
      return { type: "subscription_canceled", ts: millis(ended) };
    }
    default:
      return null;
  }
}
