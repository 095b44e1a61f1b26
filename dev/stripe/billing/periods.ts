import type Stripe from "stripe";

const DAY_SECONDS = 86_400;
const SECOND_MS = 1_000;

/** The end of a subscription's n-th period, counted from its anchor: the same day of the month, or the month's last. */
function periodEnd(anchor: number, recurring: Stripe.Price.Recurring, n: number): number {
  const count = recurring.interval_count * n;
  switch (recurring.interval) {
    case "day":
      return anchor + count * DAY_SECONDS;
    case "week":
      return anchor + count * 7 * DAY_SECONDS;
    case "year":
      return addMonths(anchor, count * 12);
    default:
      return addMonths(anchor, count);
  }
}

/** The first end of a period after `time`. */
export function nextPeriodEnd(anchor: number, recurring: Stripe.Price.Recurring, time: number): number {
  for (let n = 1; ; n++) {
    const end = periodEnd(anchor, recurring, n);
    if (end > time) return end;
  }
}

function addMonths(time: number, months: number): number {
  const from = new Date(time * SECOND_MS);
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(to.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return Math.floor(to.getTime() / SECOND_MS);
}
