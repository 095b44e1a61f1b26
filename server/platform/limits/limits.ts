import { type Millis, now } from "../clock";
import { Recent } from "../memory/recent";

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
  /** Counts what happened at `time` with a key of the limit of this name, as `onHit` gave it. */
  learn(name: string, key: string, time: Millis): void;
}

export type OnHit = (name: string, key: string, time: Millis) => void;

const MAX_KEYS = 100_000;
/** More than any limit counts. */
const MAX_TIMES = 1_000;

/**
 * When something happened with a key, oldest first. Most keys come once, and an array for each of them is what a garbage
 * collection of a busy redirect would spend its time on.
 */
type Times = Millis | Millis[];

/** Limits that hold in one process. Exact over a sliding window; of each limit, keys unseen for long are forgotten when there are too many. */
export function processLimits(maxKeys = MAX_KEYS, onHit?: OnHit): LearningLimits {
  const seen = new Map<string, Recent<Times>>();
  const keysOf = (name: string): Recent<Times> => {
    const known = seen.get(name);
    if (known) return known;
    const none = new Recent<Times>(maxKeys);
    seen.set(name, none);
    return none;
  };
  return {
    hit(limit, key) {
      const time = now();
      const keys = keysOf(limit.name);
      const times = keys.get(key);
      const waitMs = times === undefined ? 0 : waitOf(times, limit, time);
      if (waitMs > 0 && limit.counts === "admitted") return waitMs;
      if (typeof times === "object") times.push(time);
      else keys.set(key, times === undefined ? time : [times, time]);
      onHit?.(limit.name, key, time);
      return waitMs;
    },
    learn(name, key, time) {
      const keys = keysOf(name);
      const times = keys.get(key);
      if (typeof times !== "object") {
        keys.set(key, times === undefined ? time : [Math.min(times, time), Math.max(times, time)]);
        return;
      }
      let place = times.length;
      while (place > 0 && (times[place - 1] ?? 0) > time) place--;
      times.splice(place, 0, time);
      if (times.length > MAX_TIMES) times.shift();
    },
  };
}

/** One more is too many when `max` of what counts lie within the window. */
function waitOf(times: Times, limit: Limit, time: Millis): Millis {
  const from = time - limit.windowMs;
  if (typeof times === "number") return limit.max > 1 || times < from ? 0 : times + limit.windowMs - time + 1;
  let outdated = Math.max(0, times.length - limit.max);
  while (outdated < times.length && (times[outdated] ?? 0) < from) outdated++;
  if (outdated > 0) times.splice(0, outdated);
  const oldest = times.length < limit.max ? undefined : times[0];
  return oldest === undefined ? 0 : oldest + limit.windowMs - time + 1;
}
