import { MINUTE_MS, SECOND_MS } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Limit, Limits } from "@/server/platform/limits/limits";

const WINDOW_MS = 15 * MINUTE_MS;
/** Nobody needs more links in that time; a mailbox is not to be flooded by others either. */
const OF_AN_ADDRESS: Limit = { name: "sign-in address", max: 5, windowMs: WINDOW_MS, counts: "admitted" };
/** An office behind one address may come to work together. */
const OF_AN_IP: Limit = { name: "sign-in ip", max: 40, windowMs: WINDOW_MS, counts: "all" };

/** Counts one more request for a link, of known and unknown addresses alike. 429 `rate_limited` when there are too many. */
export function limitLinks(limits: Limits, { email, ip }: { email: string; ip: string }): void {
  const waitMs = limits.hit(OF_AN_IP, ip) || limits.hit(OF_AN_ADDRESS, email.toLowerCase());
  if (waitMs === 0) return;
  throw new AppError("rate_limited", "That is too many links in a short time. Try again in a few minutes.", {
    retryAfterSeconds: Math.ceil(waitMs / SECOND_MS),
  });
}
