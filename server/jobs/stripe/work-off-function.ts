import { cron } from "inngest";
import type { Tools } from "../client";
import { workOffAll } from "./work-off";

/** Looks every minute for what Stripe told and nobody has worked off: what waited for its next try, and what a process left behind. */
export function workOffStripeFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "work-off-stripe", triggers: cron("* * * * *"), singleton: { mode: "skip" } },
    ({ step }) => step.run("work off", () => workOffAll(services)),
  );
}
