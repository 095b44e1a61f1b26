import { cron } from "inngest";
import { brandsWithTransfers } from "@/server/payout/due-brands";
import { reconcileBrand } from "@/server/payout/reconciliation/daily";
import { inTurn } from "@/server/platform/in-turn";
import type { Tools } from "../client";

/** Compares payouts with Stripe every night, and keeps a report for each brand. */
export function reconcilePayoutsFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "reconcile-payouts", triggers: cron("40 3 * * *"), singleton: { mode: "skip" } },
    async ({ step }) => {
      const brands = await step.run("find", () => brandsWithTransfers(services));
      await inTurn(brands, (brandId) =>
        step.run(`reconcile ${brandId}`, async () => (await reconcileBrand(services, brandId))?.id ?? null),
      );
    },
  );
}
