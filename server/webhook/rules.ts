import { DAY_MS, HOUR_MS, MINUTE_MS, type Millis, SECOND_MS } from "@/server/platform/clock";

/** How a receiver has been doing. */
export type Health = {
  /** Attempts that failed since the last that did not. */
  failures: number;
  failingSince: Millis | null;
  /** Nothing is sent before. */
  restUntil: Millis | null;
};

/** What an attempt came to. `failed` says why, as the log shows it: `timeout`, `http_500`. */
export type Result =
  | { kind: "delivered" }
  | { kind: "failed"; error: string; retryAfterMs: Millis | null }
  | { kind: "gone"; error: string };

export const HEALTHY: Health = { failures: 0, failingSince: null, restUntil: null };

/** For so long a message is tried, and so long may a receiver fail before it is paused. */
const PATIENCE_MS = 3 * DAY_MS;
/** So many failures in a row mean that the receiver is down, whatever the message. */
export const DOWN_AFTER = 5;

const GONE = 410;
const FIRST_RETRY_MS = 5 * SECOND_MS;
const LONGEST_RETRY_MS = 12 * HOUR_MS;
const RETRY_GROWTH = 1.5;
const SHORTEST_REST_MS = 5 * SECOND_MS;
const LONGEST_REST_MS = 10 * MINUTE_MS;
const REST_GROWTH = 0.5;

/** What a reply, or the reason why there is none, comes to. Only 2xx is a delivery; redirects are not followed. */
export function resultOf(
  reply: { status: number; headers: Record<string, string> } | null,
  fault: string | null,
): Result {
  if (reply === null) return { kind: "failed", error: fault ?? "connection_failed", retryAfterMs: null };
  if (reply.status >= 200 && reply.status < 300) return { kind: "delivered" };
  const error = `http_${reply.status}`;
  if (reply.status === GONE) return { kind: "gone", error };
  return { kind: "failed", error, retryAfterMs: retryAfter(reply.headers["retry-after"]) };
}

function retryAfter(header: string | undefined): Millis | null {
  if (header === undefined || !/^\d{1,9}$/.test(header.trim())) return null;
  return Math.min(Number(header) * SECOND_MS, LONGEST_RETRY_MS);
}

/**
 * When a message that failed is tried again: the longer it has been tried, the longer it waits, and last of all at the end of the
 * three days. Null when that was the last time. `spread` (0 to 1) keeps messages that failed together from returning together.
 */
export function nextTry(
  triedSince: Millis,
  at: Millis,
  spread: number,
  retryAfterMs: Millis | null,
): Millis | null {
  const end = triedSince + PATIENCE_MS;
  if (at >= end) return null;
  const wait = between(FIRST_RETRY_MS, (at - triedSince) * RETRY_GROWTH, LONGEST_RETRY_MS);
  return Math.min(end, at + Math.max(spreadOut(wait, spread), retryAfterMs ?? 0));
}

/** A receiver that is down is asked by one message at a time, seldom at first and never less often than every ten minutes. */
export function afterFailure(
  before: Health,
  at: Millis,
  spread: number,
  retryAfterMs: Millis | null,
): Health {
  const failures = before.failures + 1;
  const failingSince = before.failingSince ?? at;
  const rest = between(SHORTEST_REST_MS, (at - failingSince) * REST_GROWTH, LONGEST_REST_MS);
  const down = failures >= DOWN_AFTER ? spreadOut(rest, spread) : 0;
  const restMs = Math.max(down, retryAfterMs ?? 0);
  return { failures, failingSince, restUntil: restMs > 0 ? at + restMs : null };
}

export function isDown(health: Health): boolean {
  return health.failures >= DOWN_AFTER;
}

/** Whether a receiver that just failed has failed for too long. */
export function isExhausted(health: Health, at: Millis): boolean {
  return health.failingSince !== null && at - health.failingSince >= PATIENCE_MS;
}

/** Up to a tenth later. */
function spreadOut(wait: Millis, spread: number): Millis {
  return Math.round(wait * (1 + spread / 10));
}

function between(low: number, value: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
