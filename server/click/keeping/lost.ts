import { SECOND_MS } from "@/server/platform/clock";
import type { Log } from "@/server/platform/log";
import { clicksLost } from "./metrics";

const PAUSE_MS = SECOND_MS;

/** Tells of clicks that could not be kept: of the first at once, of those after it once a second, with their number. */
export class LostClicks {
  readonly #log: Log;
  #untold = 0;
  #pause: NodeJS.Timeout | null = null;

  constructor(log: Log) {
    this.#log = log;
  }

  note(error: unknown): void {
    clicksLost.inc();
    this.#untold++;
    if (!this.#pause) this.#tell(error);
  }

  /** Tells of those that were not told of yet. */
  close(): void {
    if (this.#pause) clearTimeout(this.#pause);
    if (this.#untold > 0) this.#tell(undefined);
  }

  #tell(error: unknown): void {
    this.#log.error(
      { err: error, clicks: this.#untold },
      "clicks were lost: their visitors went on without a cref",
    );
    this.#untold = 0;
    this.#pause = setTimeout(() => {
      this.#pause = null;
      if (this.#untold > 0) this.#tell(error);
    }, PAUSE_MS).unref();
  }
}
