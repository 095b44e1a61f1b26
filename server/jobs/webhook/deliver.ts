import { deliverDue } from "@/server/webhook/deliver";
import { deliveriesDue, ONE_FOR_A_BRAND, type Tools } from "../client";

/** A run ends after so many rounds, and the next minute's begins another. */
const MAX_ROUNDS = 20;

/** Sends a brand's messages to its webhooks and postbacks until nothing is due. */
export function deliverFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "deliver", triggers: deliveriesDue, singleton: ONE_FOR_A_BRAND },
    async ({ event, step }) => {
      for (let round = 1; round <= MAX_ROUNDS; round++) {
        const more = await step.run(`round ${round}`, () => deliverDue(services, event.data.brandId));
        if (!more) return;
      }
    },
  );
}
