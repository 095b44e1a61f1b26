import type { Cache } from "./cache";
import { SECOND_MS } from "./clock";

/** How long a visitor waits for the database: hardly, where the answer was known before. */
const KNOWN_LIMIT_MS = 150;
const UNKNOWN_LIMIT_MS = 5 * SECOND_MS;

/** What a cache holds or loads. When the database does not answer in time, what was known last is better than nothing. */
export async function freshOrKnown<V>(cache: Cache<V>, key: string): Promise<V | null> {
  const fresh = cache.peek(key);
  if (fresh !== undefined) return fresh;
  const known = cache.stale(key);
  const loading = cache.get(key);
  return known === undefined
    ? within(UNKNOWN_LIMIT_MS, loading)
    : within(KNOWN_LIMIT_MS, loading).catch(() => known);
}

/** Rejects when the load takes longer; what it brings later is still remembered where it remembers. */
export async function within<T>(limitMs: number, loading: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing was loaded within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([loading, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
