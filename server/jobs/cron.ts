import { MINUTE_MS, type Millis } from "@/server/platform/clock";

/** When a cron expression comes round, in UTC. */
export type Cron = { readonly text: string; readonly fields: readonly ReadonlySet<number>[] };

/** Minute, hour, day of the month, month, day of the week (0 is Sunday): the least and the greatest value. */
const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;
const PART = /^(?:(\*)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/;
/** Long enough to meet 29 February. */
const MAX_DAYS = 3_000;
const MINUTES_A_DAY = 1_440;

/**
 * Reads five fields of numbers, lists, ranges, steps and `*`. Throws for what else cron expressions may hold: names, time zones,
 * and days of the month together with days of the week, whose meaning is contested.
 */
export function parseCron(text: string): Cron {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== RANGES.length) throw new Error(`"${text}" is no cron expression of five fields`);
  if (parts[2] !== "*" && parts[4] !== "*")
    throw new Error(`"${text}" names days of month and of week; name one of them`);
  return {
    text,
    fields: RANGES.map(([least, greatest], index) => parseField(parts[index] ?? "", least, greatest, text)),
  };
}

function parseField(field: string, least: number, greatest: number, text: string): Set<number> {
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const [, star, from, to, step] = PART.exec(part) ?? [];
    if (star === undefined && from === undefined)
      throw new Error(`"${text}" has a part that is not understood: "${part}"`);
    const first = star ? least : Number(from);
    const last = star || (step && to === undefined) ? greatest : Number(to ?? from);
    const by = Number(step ?? 1);
    if (first < least || last > greatest || first > last || by < 1) {
      throw new Error(`"${text}" has a part out of range: "${part}"`);
    }
    for (let value = first; value <= last; value += by) values.add(value);
  }
  return values;
}

/** The first time after `after`, which is never that instant itself. */
export function nextTime({ text, fields }: Cron, after: Millis): Millis {
  const [minutes, hours, days, months, weekdays] = fields;
  const start = Math.floor(after / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  for (let time = start, looked = 0; looked < MAX_DAYS; looked++) {
    const date = new Date(time);
    if (
      months?.has(date.getUTCMonth() + 1) &&
      days?.has(date.getUTCDate()) &&
      weekdays?.has(date.getUTCDay())
    ) {
      const first = date.getUTCHours() * 60 + date.getUTCMinutes();
      for (let minute = first; minute < MINUTES_A_DAY; minute++) {
        if (hours?.has(Math.floor(minute / 60)) && minutes?.has(minute % 60))
          return time + (minute - first) * MINUTE_MS;
      }
    }
    time = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 1);
  }
  throw new Error(`"${text}" never comes round`);
}
