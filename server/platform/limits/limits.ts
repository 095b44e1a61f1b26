import { type Millis, now } from "../clock";
import { Moments } from "../memory/moments";

/** How often something may happen with one key. `all`: what was refused counts as well; `admitted`: only what was let through. */
export type Limit = {
  readonly name: string;
  readonly max: number;
  readonly windowMs: Millis;
  readonly counts: "all" | "admitted";
};

export interface Limits {
  /**
   * Counts one more, and says how long until it would be within the limit: 0 when it is within it now. What happened with
   * `formerKey` counts with it; all of that lies before what happened with `key`.
   */
  hit(limit: Limit, key: string, formerKey?: string | null): Millis;
}

/** Limits that also count what happened elsewhere. */
export interface LearningLimits extends Limits {
  /** Counts what happened at `time` with keys of the limit of this name, each as `onHit` gave it. */
  learn(name: string, keys: readonly string[], time: Millis): void;
}

export type OnHit = (name: string, key: string, time: Millis) => void;

/** Room for what a busy minute brings: 12 MB for a limit, if it is needed. */
const MAX_KEYS = 200_000;

/** Limits that hold in one process. Exact over a sliding window; of each limit, keys unseen for long are forgotten when there are too many. */
export function processLimits(maxKeys = MAX_KEYS, onHit?: OnHit): LearningLimits {
  const seen = new Map<string, Moments>();
  const momentsOf = (name: string): Moments => {
    const known = seen.get(name);
    if (known) return known;
    const none = new Moments(maxKeys);
    seen.set(name, none);
    return none;
  };
  return {
    hit(limit, key, formerKey = null) {
      const time = now();
      const moments = momentsOf(limit.name);
      const from = time - limit.windowMs;
      moments.forgetBefore(from);
      let place = moments.of(key);
      let waitMs = waitAt(moments, place, limit.max, from);
      if (waitMs === 0 && formerKey !== null) {
        const room = limit.max - moments.count(place);
        waitMs = waitAt(moments, moments.of(formerKey), room, from);
        place = moments.of(key);
      }
      if (waitMs > 0 && limit.counts === "admitted") return waitMs;
      moments.add(place, time);
      onHit?.(limit.name, key, time);
      return waitMs;
    },
    learn(name, keys, time) {
      const moments = momentsOf(name);
      for (const key of keys) moments.add(moments.of(key), time);
    },
  };
}

/** How long until fewer than `max` lie within the window: one more is too many when as many as that do. */
function waitAt(moments: Moments, place: number, max: number, from: Millis): Millis {
  moments.keep(place, max, from);
  return moments.count(place) < max ? 0 : moments.first(place) - from + 1;
}
