import { SECOND_MS } from "../clock";
import type { Cache } from "../memory/cache";

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
  if (await settledWithin(limitMs, loading)) return loading;
  throw new Error(`nothing was loaded within ${limitMs} ms`);
}

/** A limit is counted in so many parts. */
const PARTS = 10;

/**
 * Whether `work` ends within the limit, well or badly. While this process gets no turn itself it counts one part, however long that
 * is: the database is not to blame, and what it answered meanwhile has not been read yet.
 */
export async function settledWithin(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    let left = PARTS;
    timer = setInterval(() => {
      // Timers come before what the sockets have, and an immediate after it.
      if (--left === 0) setImmediate(() => resolve(false));
    }, limitMs / PARTS);
  });
  const settled = work.then(
    () => true,
    () => true,
  );
  const inTime = await Promise.race([settled, late]);
  clearInterval(timer);
  return inTime;
}
