import { type Millis, now } from "@/server/platform/clock";
import type { Limit } from "@/server/platform/limits/limits";
import type { Database } from "@/server/platform/postgres/database";
import { loadArrivedSince } from "../store/recent";
import { addressKey, linkAndAddress, REDIRECTS, VELOCITY } from "./address";

/** Counts the clicks of the last minute, which a process before this one admitted, as if they had come to this one. */
export async function recallArrivals(
  database: Database,
  recall: (limit: Limit, key: string, time: Millis) => void,
): Promise<void> {
  const since = now() - Math.max(VELOCITY.windowMs, REDIRECTS.windowMs);
  for (const { linkId, ipHash, ts } of await loadArrivedSince(database, since)) {
    recall(REDIRECTS, addressKey(ipHash), ts);
    recall(VELOCITY, linkAndAddress(linkId, ipHash), ts);
  }
}
