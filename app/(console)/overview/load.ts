import { DAY_MS, now } from "@/server/platform/clock";
import { dayOf, startOfDay } from "@/server/program/terms/calendar";
import { brandSettings } from "../_data/brand";
import { signedIn } from "../_data/signed-in";
import { totalsOf } from "./totals";

/**
 * The figures of the last local days up to now, of as long a span before, and what waits. Both spans are asked for at once, day by
 * day: the days add up to what a summary of each would say, and every row is looked at once.
 */
export async function loadOverview(days: number) {
  const { call } = await signedIn();
  const { timeZone } = await brandSettings();
  const to = now();
  const firstDay = dayOf(to - (days - 1) * DAY_MS, timeZone);
  const from = startOfDay(firstDay, timeZone);
  const [both, tasks] = await Promise.all([
    call.overview.getDailyFigures({ from: String(from - (to - from)), to: String(to) }),
    call.overview.listTasks(),
  ]);
  const present = both.days.filter(({ day }) => day >= firstDay);
  const previous = both.days.filter(({ day }) => day < firstDay);
  return {
    firstDay,
    present: totalsOf(present),
    previous: totalsOf(previous),
    byDay: { timeZone: both.timeZone, days: present },
    tasks,
  };
}

export type Overview = Awaited<ReturnType<typeof loadOverview>>;
