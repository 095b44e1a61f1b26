import { DAY_MS, MINUTE_MS, type Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Limit } from "@/server/platform/limits";
import { memo } from "@/server/platform/memo";
import type { Secrets } from "@/server/platform/secrets";

/** The 21st click of one address on one link within a minute, and later ones, earn nothing. */
export const VELOCITY: Limit = { name: "velocity", max: 20, windowMs: MINUTE_MS, counts: "all" };

/** What one address may ask of the redirect at all. */
export const REDIRECTS: Limit = { name: "redirects", max: 300, windowMs: MINUTE_MS, counts: "admitted" };

/** The key under which velocity is counted. */
export function linkAndAddress(linkId: Id, ipHash: string): string {
  return linkId + ipHash;
}

type Hashing = Pick<Secrets, "keyedHash">;

const MAX_ADDRESSES = 50_000;
/** One day's hashes, so that a page with several links hashes its visitor once. */
const latest = new WeakMap<Hashing, { day: number; of(ip: string): string }>();

/** An address as it may be stored: a keyed hash whose key changes every day, so that nobody can be followed by it. */
export function hashAddress(secrets: Hashing, ip: string, time: Millis): string {
  const day = Math.floor(time / DAY_MS);
  let hashes = latest.get(secrets);
  if (hashes?.day !== day) {
    hashes = { day, of: memo((address) => secrets.keyedHash(`ip:${day}`, address), MAX_ADDRESSES) };
    latest.set(secrets, hashes);
  }
  return hashes.of(ip);
}
