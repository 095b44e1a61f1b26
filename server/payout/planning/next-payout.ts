import { type Context, permit, transact } from "@/server/auth/context";
import type { Minor } from "@/server/money/minor";
import { now } from "@/server/platform/clock";
import { stripeOf } from "@/server/stripe/connection";
import { nextDay } from "./schedule";
import { payoutSettings } from "./settings";

export type NextPayout = {
  /** The local date on which payouts are planned next; null when a person plans them. */
  day: string | null;
  timeZone: string;
  /** The least that is sent, by currency, in minor units. */
  thresholds: ReadonlyMap<string, Minor>;
  /** Nothing of it is real: a sandbox stands in Stripe's place. */
  sandbox: boolean;
};

/** When the brand pays next, and from how much on. It is the same for every partner. */
export function nextPayout(ctx: Context): Promise<NextPayout> {
  permit(ctx.actor, "payouts:read");
  return transact(ctx, async (tx) => {
    const { schedule, timeZone, thresholds } = await payoutSettings(tx);
    const sandbox = (await stripeOf(ctx.services, tx))?.mode === "sandbox";
    return { day: nextDay(schedule, now(), timeZone), timeZone, thresholds, sandbox };
  });
}
