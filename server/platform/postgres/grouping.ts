import { AppError } from "../errors";

export type GroupLimits = {
  /** Items of one group. */
  maxGroup: number;
  /** Groups under way at once; each holds a connection. */
  maxUnderWay: number;
  /** Items waiting; one more is refused with 503. */
  maxWaiting: number;
  /**
   * Milliseconds from one group's leaving to the next one's, while items come in company: a group of three costs almost as much
   * as one of thirty. Absent: none.
   */
  apartMs?: number;
  /**
   * As many wait for no more, not even for what else the process reads in this go: the database works on them meanwhile, and what
   * another item would save is little by then. Absent: `maxGroup`.
   */
  enough?: number;
};

type Waiting<I, O> = { item: I; resolve(result: O | Promise<O>): void; reject(error: unknown): void };

/**
 * Lets requests that arrive together share one transaction: those that the process reads from its sockets in one go leave together.
 * A lone item waits for nothing; others wait while groups are under way, until they are as many as left last or one of those groups
 * is done. With `apartMs` the next one after a group of several also waits until that time is over.
 */
export class Grouping<I, O> {
  readonly #run: (items: I[]) => Promise<(O | Promise<O>)[]>;
  readonly #limits: GroupLimits;
  readonly #enough: number;
  readonly #waiting: Waiting<I, O>[] = [];
  #underWay = 0;
  #lastSize = 0;
  #lastLeft = Number.NEGATIVE_INFINITY;
  #resting: NodeJS.Timeout | null = null;
  #gathering = false;
  #idle: (() => void)[] = [];

  /**
   * `run` returns one result for each item, in order; one that takes longer may be a promise still, and holds up nobody. When
   * `run` rejects, every item of the group gets its error.
   */
  constructor(run: (items: I[]) => Promise<(O | Promise<O>)[]>, limits: GroupLimits) {
    this.#run = run;
    this.#limits = limits;
    this.#enough = limits.enough ?? limits.maxGroup;
  }

  submit(item: I): Promise<O> {
    if (this.#waiting.length >= this.#limits.maxWaiting) {
      return Promise.reject(
        new AppError(
          "unavailable",
          "More requests are waiting than this server can hold. Try again shortly.",
          { retryAfterSeconds: 1 },
        ),
      );
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#waiting.length >= this.#enough) this.#next();
      else this.#gather();
    });
  }

  /** Resolves when nothing is waiting or under way. */
  drained(): Promise<void> {
    if (this.#underWay === 0 && this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Whatever else has arrived by now is read before an immediate runs. */
  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    setImmediate(() => {
      this.#gathering = false;
      this.#next();
    });
  }

  #next(): void {
    while (this.#mayLeave()) {
      const restMs = this.#restMs();
      if (restMs > 0) {
        this.#nextAfter(restMs);
        break;
      }
      const group = this.#waiting.splice(0, this.#limits.maxGroup);
      this.#underWay++;
      this.#lastSize = group.length;
      this.#lastLeft = performance.now();
      void this.#settle(group);
    }
    if (this.#underWay === 0 && this.#waiting.length === 0) for (const tell of this.#idle.splice(0)) tell();
  }

  /** Beside another group one leaves when it is as large: else the first few to arrive would go alone, at the price of many. */
  #mayLeave(): boolean {
    const least = this.#underWay === 0 ? 1 : Math.min(this.#lastSize, this.#enough);
    return this.#underWay < this.#limits.maxUnderWay && this.#waiting.length >= least;
  }

  /** How long the items that wait may still gather others. After a lone one nobody waits: the next is probably alone as well. */
  #restMs(): number {
    const { apartMs = 0 } = this.#limits;
    if (apartMs === 0 || this.#lastSize === 1 || this.#waiting.length >= this.#enough) return 0;
    return this.#lastLeft + apartMs - performance.now();
  }

  #nextAfter(delayMs: number): void {
    if (this.#resting) return;
    this.#resting = setTimeout(() => {
      this.#resting = null;
      this.#next();
    }, delayMs);
  }

  async #settle(group: Waiting<I, O>[]): Promise<void> {
    try {
      const results = await this.#run(group.map((one) => one.item));
      for (const [index, one] of group.entries()) {
        const result = results[index];
        if (result === undefined)
          one.reject(new Error(`group gave ${results.length} results for ${group.length} items`));
        else one.resolve(result);
      }
    } catch (error) {
      for (const one of group) one.reject(error);
    } finally {
      this.#underWay--;
      this.#next();
    }
  }
}
