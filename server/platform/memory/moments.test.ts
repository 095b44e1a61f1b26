import fc from "fast-check";
import { expect, it } from "vitest";
import { Moments } from "./moments";

const MAX_KEYS = 3;

/** The same with arrays and a Map. */
function plain() {
  const times = new Map<string, number[]>();
  const of = (key: string): number[] => {
    const known = times.get(key) ?? [];
    times.delete(key);
    if (times.size === MAX_KEYS) times.delete([...times.keys()][0] ?? "");
    times.set(key, known);
    return known;
  };
  return {
    add: (key: string, time: number): void => {
      const known = of(key);
      const place = known.findLastIndex((other) => other <= time) + 1;
      known.splice(place, 0, time);
    },
    keep(key: string, max: number, from: number): number[] {
      const known = of(key);
      known.splice(0, Math.max(0, known.length - max));
      while (known[0] !== undefined && known[0] < from) known.shift();
      return [...known];
    },
    forgetBefore(from: number): void {
      for (const [key, known] of times) {
        if ((known.at(-1) ?? Number.NEGATIVE_INFINITY) >= from) return;
        times.delete(key);
      }
    },
  };
}

const key = fc.constantFrom("a", "b", "c", "d", "e");
const time = fc.integer({ min: 0, max: 50 });
const step = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), key, time }),
  fc.record({ kind: fc.constant("keep" as const), key, max: fc.integer({ min: 1, max: 4 }), from: time }),
  fc.record({ kind: fc.constant("forget" as const), from: time }),
);

it("remembers what arrays would, whatever happens in which order", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const moments = new Moments(MAX_KEYS);
      const model = plain();
      for (const one of steps) {
        if (one.kind === "forget") {
          moments.forgetBefore(one.from);
          model.forgetBefore(one.from);
        } else if (one.kind === "add") {
          moments.add(moments.of(one.key), one.time);
          model.add(one.key, one.time);
        } else {
          const place = moments.of(one.key);
          moments.keep(place, one.max, one.from);
          const kept = model.keep(one.key, one.max, one.from);
          expect(moments.count(place)).toBe(kept.length);
          if (kept[0] !== undefined) expect(moments.first(place)).toBe(kept[0]);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});

it("holds thousands of keys, each with its own, while its memory grows", () => {
  const moments = new Moments(10_000);
  for (let round = 0; round < 3; round++)
    for (let n = 0; n < 10_000; n++) moments.add(moments.of(`key ${n}`), 10 * n + round);
  for (let n = 0; n < 10_000; n++) {
    const place = moments.of(`key ${n}`);
    expect([moments.count(place), moments.first(place)]).toEqual([3, 10 * n]);
  }
});

it("forgets the keys used longest ago when there are more moments than it holds", () => {
  const moments = new Moments(200);
  const most = 8 * 200;
  for (let n = 0; n < 100; n++) moments.add(moments.of(`old ${n}`), n);
  for (let n = 0; n < most; n++) moments.add(moments.of(`new ${n % 20}`), 100 + n);
  expect(moments.count(moments.of("old 99"))).toBe(0);
  expect(moments.count(moments.of("new 1"))).toBe(most / 20);
});

it("one key never takes the room of all", () => {
  const moments = new Moments(1);
  for (let n = 0; n < 5_000; n++) moments.add(moments.of("key"), n);
  const place = moments.of("key");
  expect([moments.count(place), moments.first(place)]).toEqual([1_000, 4_000]);
});
