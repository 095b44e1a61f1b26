import { now } from "@/server/platform/clock";
import { endOfDay } from "@/server/program/terms/calendar";

/** The last instant of a local day, or now if the day is not over; null where no day was named. */
export function paidAtOf(day: string | null, timeZone: string): number | null {
  return day === null ? null : Math.min(endOfDay(day, timeZone) - 1, now());
}
