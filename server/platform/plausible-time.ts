import { DAY_MS, HOUR_MS, type Millis, now } from "./clock";
import { AppError } from "./errors";

/** Facts are kept from the first instant of 2000: an earlier time is a mistake in units. */
const EARLIEST: Millis = Date.UTC(2000, 0, 1);
const HUNDRED_YEARS_MS = 100 * 365 * DAY_MS;
const LARGEST_DATE_MS = 8.64e15;

/** Refuses a time that a caller gave and that cannot be meant, with 400 `invalid_time`. */
export function refuseImplausibleTime(ts: Millis, maxFutureHours: number): void {
  if (ts >= EARLIEST && ts <= now() + maxFutureHours * HOUR_MS) return;
  const shown = Math.abs(ts) <= LARGEST_DATE_MS ? new Date(ts).toISOString() : String(ts);
  const inSeconds = ts > 0 && ts * 1_000 < EARLIEST + HUNDRED_YEARS_MS;
  throw new AppError(
    "invalid_time",
    `${shown} is out of range: a time lies between 2000 and ${maxFutureHours} hours from now.${inSeconds ? " Milliseconds are meant, not seconds." : ""}`,
  );
}
