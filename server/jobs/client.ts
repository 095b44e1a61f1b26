import { eventType, type Inngest, type InngestFunction, staticSchema } from "inngest";
import type { Services } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";

/** The application's name, which every function's id begins with in Inngest. */
export const APP_ID = "openpartner";

/** What every function of ours stands on: the client that made it, and what its verb needs. */
export type Tools = { readonly inngest: Inngest; readonly services: Services };

/**
 * A function, made for one process: `({ inngest, services }) => inngest.createFunction(…)`. Its handler calls one verb inside
 * `step.run`, and gives it what it needs from `services`. Whatever it does may be done twice.
 */
export type MakeFunction = (tools: Tools) => InngestFunction.Any;

/** Changes of a brand wait in the outbox. Says nothing of which: the function reads them in their order. */
export const changesWaiting = eventType("changes/waiting", { schema: staticSchema<{ brandId: Id }>() });

/** Something may be due to a brand's webhooks or postbacks. */
export const deliveriesDue = eventType("deliveries/due", { schema: staticSchema<{ brandId: Id }>() });

/** Mail waits to be sent. */
export const mailsWaiting = eventType("mails/waiting", { schema: staticSchema<{ brandId: Id }>() });

/** Payouts of a brand over Stripe are to be sent. */
export const payoutsDue = eventType("payouts/due", { schema: staticSchema<{ brandId: Id }>() });

/**
 * One run at a time for a brand. A further one that is asked for meanwhile is left out, so whoever asks must ask again while
 * there is something to do, as the relay and the rounds of every minute do.
 */
export const ONE_FOR_A_BRAND = { key: "event.data.brandId", mode: "skip" } as const;
