import { DAY_MS, MINUTE_MS, type Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Limit } from "@/server/platform/limits/limits";
import type { Secrets } from "@/server/platform/secrets";

/** The 21st click of one address on one link within a minute, and later ones, earn nothing. */
export const VELOCITY: Limit = { name: "velocity", max: 20, windowMs: MINUTE_MS, counts: "all" };

/** What one address may ask of the redirect at all. */
export const REDIRECTS: Limit = { name: "redirects", max: 300, windowMs: MINUTE_MS, counts: "admitted" };

/** 64 bits of a hash tell the addresses of a minute apart, as 50 random bits tell links apart. */
const ADDRESS_CHARACTERS = 16;
const LINK_CHARACTERS = 10;

/** The key under which requests are counted: short, because processes tell it each other. */
export function addressKey(ipHash: string): string {
  return ipHash.slice(0, ADDRESS_CHARACTERS);
}

/** The key under which velocity is counted. */
export function linkAndAddress(linkId: Id, ipHash: string): string {
  return linkId.slice(-LINK_CHARACTERS) + addressKey(ipHash);
}

type Hashing = Pick<Secrets, "keyedHash">;

/** An address as it may be stored: a keyed hash whose key changes every day, so that nobody can be followed by it. */
export function hashAddress(secrets: Hashing, ip: string, time: Millis): string {
  return secrets.keyedHash(`ip:${Math.floor(time / DAY_MS)}`, ip);
}

/**
 * The address under the key of the day before, in the first minute of a day (UTC): what came before midnight was counted and stored
 * under that one. Null in every other minute.
 */
export function hashBeforeMidnight(secrets: Hashing, ip: string, time: Millis): string | null {
  return time % DAY_MS < VELOCITY.windowMs ? hashAddress(secrets, ip, time - DAY_MS) : null;
}
