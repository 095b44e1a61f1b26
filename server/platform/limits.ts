import { type Millis, now } from "./clock";
import { Recent } from "./recent";

/** How often something may happen with one key. `all`: what was refused counts as well; `admitted`: only what was let through. */
export type Limit = {
  readonly name: string;
  readonly max: number;
  readonly windowMs: Millis;
  readonly counts: "all" | "admitted";
};

export interface Limits {
  /** Counts one more, and says how long until it would be within the limit: 0 when it is within it now. */
  hit(limit: Limit, key: string): Millis;
}

/** Limits that also count what happened elsewhere. */
export interface LearningLimits extends Limits {
  /** Counts what happened at `time` under this name, as `onHit` gave it. */
  learn(name: string, time: Millis): void;
}

/** The name under which a key of a limit is counted. */
export function nameOf(limit: Limit, key: string): string {
  return `${limit.name} ${key}`;
}

const MAX_KEYS = 100_000;
/** More than any limit counts. */
const MAX_TIMES = 1_000;

/** Limits that hold in one process. Exact over a sliding window; keys unseen for long are forgotten when there are too many. */
export function processLimits(
  maxKeys = MAX_KEYS,
  onHit?: (name: string, time: Millis) => void,
): LearningLimits {
  const seen = new Recent<Millis[]>(maxKeys);
  const timesOf = (name: string): Millis[] => {
    const known = seen.get(name);
    if (known) return known;
    const none: Millis[] = [];
    seen.set(name, none);
    return none;
  };
  return {
    hit(limit, key) {
      const name = nameOf(limit, key);
      const times = timesOf(name);
      const time = now();
      const waitMs = waitOf(times, limit, time);
      if (waitMs > 0 && limit.counts === "admitted") return waitMs;
      times.push(time);
      onHit?.(name, time);
      return waitMs;
    },
    learn(name, time) {
      const times = timesOf(name);
      let place = times.length;
      while (place > 0 && (times[place - 1] ?? 0) > time) place--;
      times.splice(place, 0, time);
      if (times.length > MAX_TIMES) times.shift();
    },
  };
}

/** `times` holds what counts, oldest first: one more is too many when `max` of them lie within the window. */
function waitOf(times: Millis[], limit: Limit, time: Millis): Millis {
  const from = time - limit.windowMs;
  let outdated = Math.max(0, times.length - limit.max);
  while (outdated < times.length && (times[outdated] ?? 0) < from) outdated++;
  if (outdated > 0) times.splice(0, outdated);
  const oldest = times.length < limit.max ? undefined : times[0];
  return oldest === undefined ? 0 : oldest + limit.windowMs - time + 1;
}
