import { cron } from "inngest";
import { brandsWithDue } from "@/server/webhook/due-brands";
import { deliveriesDue, type Tools } from "../client";

/** Asks every minute for deliveries to brands that have some due: what waited for its next try has nobody else to wake it. */
export function findDueFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "find-due-deliveries", triggers: cron("* * * * *"), singleton: { mode: "skip" } },
    async ({ step }) => {
      const brands = await step.run("find", () => brandsWithDue(services));
      if (brands.length === 0) return;
      await step.sendEvent(
        "ask",
        brands.map((brandId) => deliveriesDue.create({ brandId })),
      );
    },
  );
}
