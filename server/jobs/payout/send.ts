import { cron } from "inngest";
import { brandsWithDuePayouts } from "@/server/payout/due-brands";
import { sendDue } from "@/server/payout/sending/send";
import { ONE_FOR_A_BRAND, payoutsDue, type Tools } from "../client";

/** A run ends after so many rounds, and the next minute's begins another. */
const MAX_ROUNDS = 20;

/** Sends a brand's payouts over Stripe until nothing is due. */
export function sendPayoutsFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "send-payouts", triggers: payoutsDue, singleton: ONE_FOR_A_BRAND },
    async ({ event, step }) => {
      for (let round = 1; round <= MAX_ROUNDS; round++) {
        const more = await step.run(`round ${round}`, () => sendDue(services, event.data.brandId));
        if (!more) return;
      }
    },
  );
}

/** Asks every minute for the payouts of brands that have some to send. */
export function findDuePayoutsFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "find-due-payouts", triggers: cron("* * * * *"), singleton: { mode: "skip" } },
    async ({ step }) => {
      const brands = await step.run("find", () => brandsWithDuePayouts(services));
      if (brands.length === 0) return;
      await step.sendEvent(
        "ask",
        brands.map((brandId) => payoutsDue.create({ brandId })),
      );
    },
  );
}
