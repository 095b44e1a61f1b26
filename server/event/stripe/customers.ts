import type { StripeEvent } from "@/server/stripe/webhook/webhook";
import { millis } from "./amounts";
import { type KnownCustomer, type Meaning, meaning } from "./facts";
import { type Bag, text, userIdIn, whole } from "./shapes";

/** A customer was made or changed. One that carries the brand's own user id has signed up. */
export function readCustomer(event: StripeEvent): Meaning {
  const object: Bag = event.data.object;
  const customer = customerFrom(object, event.created);
  if (customer === null) return meaning();
  const { userId, createdAt: ts } = customer;
  const address = text(object, "email");
  const signup = { type: "signup", externalId: customer.customer, ts };
  return meaning({
    lessons: [{ kind: "customer", customer }],
    reports: userId === null ? [] : [{ ...signup, userId, alsoKnownAs: [customer.customer] }],
    ...(address === null ? {} : { email: { address, userId: userId ?? customer.customer } }),
  });
}

/** What Stripe says of a customer, in a webhook or when asked. */
export function customerFrom(object: Bag, otherwise: number): KnownCustomer | null {
  const customer = text(object, "id");
  if (customer === null) return null;
  return { customer, createdAt: millis(whole(object, "created") ?? otherwise), userId: userIdIn(object) };
}
