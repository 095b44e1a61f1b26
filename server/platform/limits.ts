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
  hit(limit: Limit, key: string): Promise<Millis>;
}

const MAX_KEYS = 100_000;

/** Limits that hold in one process. Exact over a sliding window; keys unseen for long are forgotten when there are too many. */
export function processLimits(maxKeys = MAX_KEYS): Limits {
  const seen = new Recent<Millis[]>(maxKeys);
  return {
    hit: async (limit, key) => {
      const name = `${limit.name} ${key}`;
      let times = seen.get(name);
      if (!times) seen.set(name, (times = []));
      return count(times, limit, now());
    },
  };
}

/** `times` holds the last `max` happenings, oldest first: one more is too many when all of them lie within the window. */
function count(times: Millis[], limit: Limit, time: Millis): Millis {
  const oldest = times.length < limit.max ? undefined : times[0];
  const wait = oldest === undefined ? 0 : Math.max(0, oldest + limit.windowMs - time + 1);
  if (wait > 0 && limit.counts === "admitted") return wait;
  if (oldest !== undefined) times.shift();
  times.push(time);
  return wait;
}
