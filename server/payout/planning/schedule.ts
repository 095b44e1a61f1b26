import { DAY_MS, type Millis } from "@/server/platform/clock";
import { dayOf } from "@/server/program/terms/calendar";

export type Schedule = "weekly" | "twice_monthly" | "monthly" | "manual";

/** A day that was missed, because no server ran, is made up for this many days later at most. */
const CATCH_UP_DAYS = 3;

/**
 * The local date, such as `2026-11-01`, whose payouts are to be planned now: today or, when that was missed, one of the days
 * before. Weekly is Mondays, twice a month the 1st and 15th, monthly the 1st, in the brand's time zone. Null when none is.
 */
export function dueDay(schedule: Schedule, now: Millis, timeZone: string): string | null {
  const today = Date.parse(`${dayOf(now, timeZone)}T00:00:00Z`);
  for (let back = 0; back <= CATCH_UP_DAYS; back++) {
    const day = new Date(today - back * DAY_MS);
    if (isDue(schedule, day)) return day.toISOString().slice(0, 10);
  }
  return null;
}

/** The next local date of the schedule, today included; null when a person plans. */
export function nextDay(schedule: Schedule, now: Millis, timeZone: string): string | null {
  if (schedule === "manual") return null;
  let day = new Date(`${dayOf(now, timeZone)}T00:00:00Z`);
  while (!isDue(schedule, day)) day = new Date(day.getTime() + DAY_MS);
  return day.toISOString().slice(0, 10);
}

const MONDAY = 1;
const MIDDLE = 15;

function isDue(schedule: Schedule, day: Date): boolean {
  switch (schedule) {
    case "weekly":
      return day.getUTCDay() === MONDAY;
    case "twice_monthly":
      return day.getUTCDate() === 1 || day.getUTCDate() === MIDDLE;
    case "monthly":
      return day.getUTCDate() === 1;
    case "manual":
      return false;
  }
}
