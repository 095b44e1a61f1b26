import { cron } from "inngest";
import { releaseHoldbacks } from "@/server/commission/decide/release";
import type { Tools } from "../client";

/** Approves what has left its holdback, every minute. */
export function releaseHoldbacksFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "release-holdbacks", triggers: cron("* * * * *"), singleton: { mode: "skip" } },
    ({ step }) => step.run("release", () => releaseHoldbacks(services)),
  );
}
