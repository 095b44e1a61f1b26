import type { Services } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { workOffStripe } from "./work-off";

/**
 * Works off a brand's events as soon as they come: one run at a time for each brand, and another one after it when more came
 * meanwhile. What it misses, because the process ends, the regular look at the inbox finds.
 */
export class StripeWorker {
  readonly #running = new Map<Id, { again: boolean; done: Promise<void> }>();

  constructor(readonly services: Services) {}

  /** Resolves when what is in the inbox now has been looked at. Never rejects. */
  wake(brandId: Id): Promise<void> {
    const running = this.#running.get(brandId);
    if (running) {
      running.again = true;
      return running.done;
    }
    const state = { again: false, done: Promise.resolve() };
    this.#running.set(brandId, state);
    state.done = this.#run(brandId, state);
    return state.done;
  }

  async drained(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  async #run(brandId: Id, state: { again: boolean }): Promise<void> {
    try {
      do {
        state.again = false;
        await workOffStripe(this.services, brandId);
      } while (state.again);
    } catch (error) {
      // The events are still there; the next one, or the regular look, begins again.
      this.services.log.error({ err: error, brandId }, "Stripe's events could not be worked off");
    } finally {
      this.#running.delete(brandId);
    }
  }
}
