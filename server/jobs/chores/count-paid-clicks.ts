import { cron } from "inngest";
import { countRecentClicks } from "@/server/commission/per-click/count-clicks";
import type { Tools } from "../client";

/** Counts the clicks of today and yesterday where they are paid for, every minute. */
export function countPaidClicksFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "count-paid-clicks", triggers: cron("* * * * *"), singleton: { mode: "skip" } },
    ({ step }) => step.run("count", () => countRecentClicks(services)),
  );
}
