import Stripe from "stripe";
import type { Millis } from "@/server/platform/clock";

/** An event as Stripe sends it, in whatever API version the endpoint has. Its object is read by who knows its kind. */
export type StripeEvent = {
  id: string;
  type: string;
  /** Unix seconds. */
  created: number;
  /** The connected account it happened on; absent for the brand's own. */
  account?: string;
  livemode?: boolean;
  /** The request that caused it; an endpoint of the oldest versions is told its id alone. */
  request?: { idempotency_key?: string | null } | string | null;
  data: { object: Record<string, unknown>; previous_attributes?: Record<string, unknown> };
};

const TOLERANCE_SECONDS = 300;

/** Whether one of the secrets signed exactly these bytes, not longer than five minutes ago. */
export function isSigned(payload: string, header: string, secrets: readonly string[], now: Millis): boolean {
  const { signature } = Stripe.webhooks;
  if (signature === null) throw new Error("Stripe's library came without its signatures");
  return secrets.some((secret) => {
    try {
      return signature.verifyHeader(payload, header, secret, TOLERANCE_SECONDS, undefined, now);
    } catch (error) {
      if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
      throw error;
    }
  });
}

/** The event in a signed payload; null when it is none. */
export function readEvent(payload: string): StripeEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return null;
  }
  return isEvent(value) ? value : null;
}

function isEvent(value: unknown): value is StripeEvent {
  if (typeof value !== "object" || value === null) return false;
  const { id, type, created, data } = value as Partial<Record<keyof StripeEvent, unknown>>;
  const object = typeof data === "object" && data !== null ? (data as { object?: unknown }).object : null;
  return (
    typeof id === "string" &&
    typeof type === "string" &&
    Number.isSafeInteger(created) &&
    typeof object === "object" &&
    object !== null
  );
}
