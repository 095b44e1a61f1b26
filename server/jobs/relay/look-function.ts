import { cron } from "inngest";
import type { Tools } from "../client";
import { lookForChanges } from "./look";

/**
 * Looks every minute for brands whose changes wait. A process of ours looks more often; this is for where none runs (Vercel)
 * and for signals that got lost.
 */
export function lookFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "look-for-changes", triggers: cron("* * * * *"), singleton: { mode: "skip" } },
    async ({ step }) => {
      const found = await step.run("look", () => lookForChanges(services));
      if (found.length > 0) await step.sendEvent("signal", found);
    },
  );
}
