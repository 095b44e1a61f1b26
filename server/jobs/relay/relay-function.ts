import { changesWaiting, ONE_FOR_A_BRAND, type Tools } from "../client";
import { CONSUMERS } from "./consumers";
import { relayChanges } from "./relay-changes";

const RETRIES = 3;

/** Tells a brand's waiting changes to everyone who must hear of them. */
export function relayChangesFunction({ inngest, services }: Tools) {
  return inngest.createFunction(
    { id: "relay-changes", triggers: changesWaiting, singleton: ONE_FOR_A_BRAND, retries: RETRIES },
    async ({ event, step, attempt }) => {
      const { brandId } = event.data;
      const woken = await step.run("relay", () =>
        relayChanges(services, brandId, { consumers: CONSUMERS, last: attempt === RETRIES }),
      );
      const wakes = CONSUMERS.filter(({ name }) => woken.includes(name)).map((one) =>
        one.wakes.create({ brandId }),
      );
      if (wakes.length > 0) await step.sendEvent("wake", wakes);
    },
  );
}
