/** Numbers that look random and are the same at every run. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T extends readonly [unknown, ...unknown[]]>(items: T): T[number];
  /** One of the first `count` places, the earlier the likelier: the n-th is 1/n as likely as the first. */
  rank(count: number): number;
};

/** Mulberry32: 32 bits of state are plenty for a history of a few thousand facts. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
    // The inverse of the integral of 1/x from 1 to count + 1.
    rank: (count) => Math.floor((count + 1) ** next()) - 1,
  };
}
