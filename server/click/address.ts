import { DAY_MS, MINUTE_MS, type Millis } from "@/server/platform/clock";
import type { Limit } from "@/server/platform/limits";
import type { Secrets } from "@/server/platform/secrets";

/** The 21st click of one address on one link within a minute, and later ones, earn nothing. */
export const VELOCITY: Limit = { name: "velocity", max: 20, windowMs: MINUTE_MS, counts: "all" };

/** What one address may ask of the redirect at all. */
export const REDIRECTS: Limit = { name: "redirects", max: 300, windowMs: MINUTE_MS, counts: "admitted" };

/** An address as it may be stored: a keyed hash whose key changes every day, so that nobody can be followed by it. */
export function hashAddress(secrets: Pick<Secrets, "keyedHash">, ip: string, time: Millis): string {
  return secrets.keyedHash(`ip:${Math.floor(time / DAY_MS)}`, ip);
}
