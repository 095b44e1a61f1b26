import type { Judgement } from "@/server/attribution/touches";
import { DAY_MS, HOUR_MS, MINUTE_MS, type Millis } from "@/server/platform/clock";

/** Why a click counts for an event or does not, for a person. `weight` is its share, unless the event was credited by hand. */
export function clickSentence(judgement: Judgement, counts: boolean, weight: number | "by hand"): string {
  const when = whenIt(judgement);
  switch (judgement.fails) {
    case "verdict":
      return `Does not count: it was judged ${judgement.verdict}.`;
    case "window":
      return judgement.age < 0
        ? `Does not count: it came ${when}.`
        : `Does not count: it came ${when}, and the window is ${judgement.terms?.attributionWindowDays ?? 0} days.`;
    case "inactive":
      return "Does not count: the partner was not active in the program at the click and at the event.";
    case "self_referral":
      return "Does not count: the customer is the partner, and the program does not allow self-referral.";
    case null:
      if (weight === "by hand") return "Does not count: the event was credited by hand.";
      if (!counts)
        return judgement.late
          ? "Does not count: a click before the event comes first."
          : "Does not count: the program's rule on coupons prefers another click.";
      return weight > 0
        ? `Counts: it came ${when}.`
        : `Counts, but the model gives it nothing: it came ${when}.`;
  }
}

function whenIt({ age, click }: Judgement): string {
  if (click.coupon && age === 0) return "with the event, as a coupon";
  if (Math.abs(age) < 1_000) return "at the moment of the event";
  return age > 0 ? `${span(age)} before the event` : `${span(-age)} after the event`;
}

/** A span of time in its largest fitting unit. */
function span(ms: Millis): string {
  if (ms >= 2 * DAY_MS) return `${Math.floor(ms / DAY_MS)} days`;
  if (ms >= 2 * HOUR_MS) return `${Math.floor(ms / HOUR_MS)} hours`;
  if (ms >= 2 * MINUTE_MS) return `${Math.floor(ms / MINUTE_MS)} minutes`;
  return `${Math.floor(ms / 1_000)} seconds`;
}
