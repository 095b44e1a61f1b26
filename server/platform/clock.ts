/** Milliseconds since 1970-01-01 UTC: how every instant is held inside the server. */
export type Millis = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

let source: () => Millis = Date.now;

/** The one clock of the process. Rules never read it: they take a time as a parameter. */
export function now(): Millis {
  return source();
}

/** Replaces the clock, for tests and demonstrations that must live through weeks. Returns a function that restores it. */
export function setClock(replacement: () => Millis): () => void {
  const previous = source;
  source = replacement;
  return () => {
    source = previous;
  };
}
