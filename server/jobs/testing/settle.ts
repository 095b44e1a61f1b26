import type { Services } from "@/server/auth/context";
import { makeFunctions } from "../functions";
import { lookForWork } from "../relay/look";
import { openEmbedded } from "../runner/embedded";

const MAX_ROUNDS = 50;

/** Runs all functions for all that waits, and by the clock, until nothing is left to do at this time. */
export async function settleJobs(services: Services): Promise<void> {
  const { inngest, runner } = openEmbedded(services, makeFunctions);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    await runner.settle();
    const signals = await lookForWork(services);
    if (signals.length === 0) return;
    await inngest.send(signals);
  }
  throw new Error("there is no end of work");
}
