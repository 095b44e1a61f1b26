import { cron } from "inngest";
import { planDue } from "@/server/payout/planning/run-due";
import type { Tools } from "../client";

/** Looks every ten minutes whose payout day has come, by the brand's own time zone. Each day is planned once. */
export function planPayoutsFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "plan-payouts", triggers: cron("*/10 * * * *"), singleton: { mode: "skip" } },
    ({ step }) => step.run("plan", () => planDue(services)),
  );
}
