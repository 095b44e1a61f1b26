const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
const SECOND_MS = 1_000;

/** Replies that may be better the next time. A 501 or 505 will not be. */
export function isTransient(status: number): boolean {
  return status === 429 || status === 408 || status === 500 || (status >= 502 && status <= 504);
}

/**
 * Pause before the next attempt, in milliseconds: between half of and a whole 250 ms, 500 ms, 1 s … 8 s. The random
 * part keeps clients that failed together from coming back together.
 *
 * @param failures attempts that failed so far, from 1
 * @param random in [0, 1)
 */
export function backOffMs(failures: number, random: number): number {
  const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
  return Math.round(ceiling * (0.5 + random / 2));
}

/** What `Retry-After` asks for, in milliseconds: whole seconds or an HTTP date; null when absent or unreadable. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * SECOND_MS;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
