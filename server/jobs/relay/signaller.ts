import type { Services } from "@/server/auth/context";
import { SECOND_MS } from "@/server/platform/clock";
import { onEnqueue } from "@/server/platform/outbox";
import { lookForChanges, lookForWork, type Signal } from "./look";

/** Gets signals to the functions that they wake. */
export type Send = (signals: readonly Signal[]) => Promise<unknown>;

const IDLE_MS = SECOND_MS;
/** After something was written, how long this process looks often. */
const HOT_MS = SECOND_MS;
/** Sends of one request to Inngest. */
const MAX_SIGNALS = 500;

/**
 * Wakes the functions for whatever waits in the outbox, soon after this process wrote it, and at least every second whoever
 * wrote it. A signal may get lost or come twice: as long as something waits, there will be another one.
 */
export class Signaller {
  #loop: Promise<void> | null = null;
  #stopping = false;
  #hotUntil = 0;
  #wake: () => void = () => undefined;
  readonly #deaf: () => void;

  constructor(
    private readonly services: Services,
    private readonly send: Send,
    private readonly hotEveryMs: number,
  ) {
    this.#deaf = onEnqueue(() => {
      const cold = performance.now() > this.#hotUntil;
      this.#hotUntil = performance.now() + HOT_MS;
      if (cold) this.#wake();
    });
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#deaf();
    this.#stopping = true;
    this.#wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    let wholeAt = 0;
    while (!this.#stopping) {
      const whole = performance.now() >= wholeAt;
      if (whole) wholeAt = performance.now() + IDLE_MS;
      await this.#look(whole);
      await this.#pause();
    }
  }

  async #look(whole: boolean): Promise<void> {
    try {
      const signals = await (whole ? lookForWork(this.services) : lookForChanges(this.services));
      for (let from = 0; from < signals.length; from += MAX_SIGNALS) {
        await this.send(signals.slice(from, from + MAX_SIGNALS));
      }
    } catch (error) {
      // Without the database or Inngest nothing can be relayed; the rows stay, and the next look begins again.
      this.services.log.error({ err: error }, "waiting changes could not be signalled");
    }
  }

  #pause(): Promise<void> {
    const hot = performance.now() < this.#hotUntil;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, hot ? this.hotEveryMs : IDLE_MS);
      this.#wake = () => {
        clearTimeout(timer);
        // What was written is about to be committed.
        if (this.#stopping) resolve();
        else setTimeout(resolve, this.hotEveryMs);
      };
    });
  }
}
