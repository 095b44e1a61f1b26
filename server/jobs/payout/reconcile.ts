import { cron } from "inngest";
import { reconcileAll } from "@/server/payout/reconciliation/daily";
import type { Tools } from "../client";

/** Compares payouts with Stripe every night, and keeps a report for each brand. */
export function reconcilePayoutsFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "reconcile-payouts", triggers: cron("40 3 * * *"), singleton: { mode: "skip" } },
    ({ step }) => step.run("reconcile", () => reconcileAll(services)),
  );
}
