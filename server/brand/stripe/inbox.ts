import { type Context, permitBrand, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { type InboxEntry, listEvents, runAgain } from "@/server/stripe/webhook/inbox";

export type { InboxEntry } from "@/server/stripe/webhook/inbox";

/** What Stripe told, newest first, with the reason where it could not be worked off. One more than the page holds. */
export function listStripeEvents(
  ctx: Context,
  page: { status?: InboxEntry["status"] | undefined; limit: number; cursor?: Id | undefined },
): Promise<InboxEntry[]> {
  permitBrand(ctx.actor, "events:read");
  return transact(ctx, (tx) => listEvents(tx, page));
}

/** Puts events that failed back in line: these, or all of them. Says how many. */
export function runStripeEventsAgain(ctx: Context, ids?: readonly Id[]): Promise<number> {
  permitBrand(ctx.actor, "events:write");
  return transact(ctx, (tx) => runAgain(tx, now(), ids));
}
