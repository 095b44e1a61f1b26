import { DAY_MS, type Millis } from "@/server/platform/clock";

type Local = { year: number; month: number; day: number; timeOfDay: Millis };

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * The same clock time `months` calendar months later in a time zone; a day that the month does not have becomes its last day. A
 * clock time that daylight saving skips is read with the offset before the gap (02:30 becomes 03:30), one that comes twice is
 * the first, as Temporal's `compatible` does.
 */
export function addMonths(ts: Millis, months: number, timeZone: string): Millis {
  const local = toLocal(ts, timeZone);
  const index = local.year * 12 + (local.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = (((index % 12) + 12) % 12) + 1;
  const day = Math.min(local.day, daysInMonth(year, month));
  return fromLocal({ year, month, day, timeOfDay: local.timeOfDay }, timeZone);
}

/**
 * Whether `ts` lies before the instant `months` calendar months after `from`. A month has 28 to 31 days and clocks shift by less
 * than two days, so most answers need no calendar.
 */
export function isWithinMonths(ts: Millis, from: Millis, months: number, timeZone: string): boolean {
  const days = (ts - from) / DAY_MS;
  if (days < months * 28 - 2) return true;
  if (days > months * 31 + 2) return false;
  return ts < addMonths(from, months, timeZone);
}

/** The local date of an instant, as `2026-11-21`. */
export function dayOf(ts: Millis, timeZone: string): string {
  const { year, month, day } = toLocal(ts, timeZone);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The first instant of a local date. */
export function startOfDay(date: string, timeZone: string): Millis {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return fromLocal({ year, month, day, timeOfDay: 0 }, timeZone);
}

/** The first instant of the local date after this one. */
export function endOfDay(date: string, timeZone: string): Millis {
  return startOfDay(nextDay(date), timeZone);
}

export function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function toLocal(ts: Millis, timeZone: string): Local {
  const shifted = new Date(ts + offsetAt(ts, timeZone));
  const midnight = Date.UTC(shifted.getUTCFullYear(), shifted.getUTCMonth(), shifted.getUTCDate());
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    timeOfDay: shifted.getTime() - midnight,
  };
}

/** Tries the offsets in force around the wanted clock time. Of a time that comes twice the first; of a skipped one the later reading. */
function fromLocal(local: Local, timeZone: string): Millis {
  const wanted = Date.UTC(local.year, local.month - 1, local.day) + local.timeOfDay;
  if (timeZone === "UTC") return wanted;
  const before = wanted - offsetAt(wanted - DAY_MS, timeZone);
  const after = wanted - offsetAt(wanted + DAY_MS, timeZone);
  const shown = [before, after].filter((ts) => ts + offsetAt(ts, timeZone) === wanted);
  return shown.length > 0 ? Math.min(...shown) : Math.max(before, after);
}

/** How far the local clock is ahead of UTC at an instant. */
function offsetAt(ts: Millis, timeZone: string): Millis {
  if (timeZone === "UTC") return 0;
  const parts: Record<string, number> = {};
  for (const part of formatterFor(timeZone).formatToParts(ts)) parts[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ts / 1000) * 1000;
}

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formatters.set(timeZone, made);
  return made;
}

const IN_WORDS = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** "3 Oct 2026" for "2026-10-03". */
export function dayText(day: string): string {
  return IN_WORDS.format(Date.parse(`${day}T00:00:00Z`));
}
