import { DAY_MS, type Millis } from "@/server/platform/clock";

const MARGIN_PERCENT = 4;
/** Closer than this, two marks would cover each other on a phone. */
const CROWDED_PERCENT = 7;

export type Layout = {
  /** The time at which the line begins. */
  from: Millis;
  /** Where a time lies, in percent of the width. */
  place(at: Millis): number;
  /** For each mark in order, how many marks it must stand above. */
  lanes: number[];
};

/**
 * Fits marks, the event and other times on one line of at least a day. `marks` are in order of time, and stand above the event near
 * it. What lies within a few hours stands at the right end, so that names have room on the left of it.
 */
export function layOut(marks: readonly Millis[], event: Millis, others: readonly Millis[]): Layout {
  const times = [...marks, event, ...others];
  const last = Math.max(...times);
  const span = Math.max(last - Math.min(...times), DAY_MS);
  const from = last - span;
  const place = (at: Millis): number => MARGIN_PERCENT + ((at - from) / span) * (100 - 2 * MARGIN_PERCENT);
  const lanes: number[] = [];
  for (const [index, at] of marks.entries()) {
    const before = marks[index - 1];
    const crowded = before !== undefined && place(at) - place(before) < CROWDED_PERCENT;
    const nearEvent = Math.abs(place(at) - place(event)) < CROWDED_PERCENT / 2;
    lanes.push(crowded ? (lanes[index - 1] ?? 0) + 1 : nearEvent ? 1 : 0);
  }
  return { from, place, lanes };
}
