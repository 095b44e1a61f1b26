import { StripeFailure } from "../failure";
import type { Merchant } from "../merchant";

const LIFETIME_MS = 24 * 3_600_000;
const MAX_KEY_LENGTH = 255;

export type Answer = { status: number; body: string };

/** Keys of requests that are being answered at this moment. */
const underWay = new WeakMap<Merchant, Set<string>>();

/**
 * Stripe's rules for `Idempotency-Key`: for 24 hours the same key gets the same answer, refusals and failures included; with
 * other parameters it is refused, and so it is while the first request is still being answered.
 */
export function earlierAnswer(merchant: Merchant, key: string, fingerprint: string): Answer | null {
  if (key.length > MAX_KEY_LENGTH) throw mismatch(`Idempotency keys may have ${MAX_KEY_LENGTH} characters.`);
  if (underWay.get(merchant)?.has(key)) {
    throw new StripeFailure(409, {
      type: "idempotency_error",
      code: "idempotency_key_in_use",
      message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    });
  }
  const kept = merchant.store.get("kept_answer", key);
  if (!kept || merchant.environment.now() - kept.at >= LIFETIME_MS) return null;
  if (kept.fingerprint === fingerprint) return { status: kept.status, body: kept.body };
  throw mismatch(
    `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  );
}

export function keepAnswer(merchant: Merchant, key: string, fingerprint: string, answer: Answer): void {
  merchant.put("kept_answer", { id: key, fingerprint, ...answer, at: merchant.environment.now() });
}

/** Marks a key as being answered, until the returned function is called. */
export function occupy(merchant: Merchant, key: string): () => void {
  const keys = underWay.get(merchant) ?? new Set<string>();
  underWay.set(merchant, keys.add(key));
  return () => keys.delete(key);
}

function mismatch(message: string): StripeFailure {
  return new StripeFailure(400, { type: "idempotency_error", message });
}
