import { cron } from "inngest";
import { syncAllPromotions } from "@/server/partner/promotion/sync";
import type { Tools } from "../client";

/** Brings promotion codes at Stripe into line with partners' coupons, every minute. */
export function syncPromotionsFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "sync-promotion-codes", triggers: cron("* * * * *"), singleton: { mode: "skip" } },
    ({ step }) => step.run("sync", () => syncAllPromotions(services)),
  );
}
