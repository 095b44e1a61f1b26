import { DAY_MS, now } from "@/server/platform/clock";
import { dayOf, startOfDay } from "@/server/program/calendar";
import { brandSettings } from "../_data/brand";
import { signedIn } from "../_data/signed-in";

/** The figures of the last local days up to now, of as long a span before, and what waits. */
export async function loadOverview(days: number) {
  const { call } = await signedIn();
  const { timeZone } = await brandSettings();
  const to = now();
  const from = startOfDay(dayOf(to - (days - 1) * DAY_MS, timeZone), timeZone);
  const before = { from: String(from - (to - from)), to: String(from) };
  const [present, previous, byDay, tasks] = await Promise.all([
    call.reports.getSummary({ from: String(from), to: String(to) }),
    call.reports.getSummary(before),
    call.overview.getDailyFigures({ from: String(from), to: String(to) }),
    call.overview.listTasks(),
  ]);
  return { present, previous, byDay, tasks };
}

export type Overview = Awaited<ReturnType<typeof loadOverview>>;
