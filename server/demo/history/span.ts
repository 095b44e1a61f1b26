import { DAY_MS, type Millis } from "@/server/platform/clock";

/** Days of history before the day on which the demonstration is first loaded. */
export const HISTORY_DAYS = 120;

/** The program and its partners are there some days before the first click. */
export const SET_UP_DAYS = HISTORY_DAYS + 7;

/** Midnight UTC of the day: the history ends there, so that none of it lies in the future. */
export function anchorOf(time: Millis): Millis {
  return Math.floor(time / DAY_MS) * DAY_MS;
}
