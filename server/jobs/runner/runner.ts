import type { Services } from "@/server/auth/context";
import { now, SECOND_MS } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { nextTime } from "../cron";
import { claimRuns, extendLeases, insertRuns, type Limit, type Run } from "../store/runs";
import { alignSchedule, moveOn, takeDue } from "../store/schedule";
import { execute } from "./execute";
import type { Plan } from "./plan";
import type { Handler } from "./protocol";

/** How many runs one process has under way at once. */
const SLOTS = 6;
const POLL_MS = SECOND_MS;
/** How long a process that died keeps its runs from the others. */
const LEASE_MS = 15 * SECOND_MS;
const EXTEND_EVERY_MS = 5 * SECOND_MS;

/**
 * Does the work of an Inngest server inside this process, with its state in PostgreSQL: it starts functions by the clock, runs
 * what is due through the SDK's own handler, and takes over what another process left.
 */
export class Runner {
  readonly #by = newId();
  readonly #limits: readonly Limit[];
  readonly #plans: ReadonlyMap<string, Plan>;
  readonly #active = new Map<Id, Promise<void>>();
  #loop: Promise<void> | null = null;
  #stopping = false;
  #woken = false;
  #wake: () => void = () => undefined;

  constructor(
    private readonly services: Services,
    plans: readonly Plan[],
    private readonly handler: Handler,
  ) {
    this.#plans = new Map(plans.map((plan) => [plan.id, plan]));
    this.#limits = plans.map(({ id, atOnce }) => ({ functionId: id, atOnce }));
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Looks for runs at once. */
  wake(): void {
    this.#woken = true;
    this.#wake();
  }

  /** Begins nothing more, and resolves when what is under way has come to its end. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.wake();
    await this.#loop;
  }

  /** Starts what is due by the clock, and runs everything that is due until nothing is. For tests, which live in their own time. */
  async settle(): Promise<void> {
    await this.#align();
    await this.#startByClock();
    let begun: number;
    do {
      this.#woken = false;
      begun = await this.#begin();
      // What ended while it claimed may have made room, and left more to do.
      if (!this.#woken && this.#active.size > 0) await Promise.race(this.#active.values());
    } while (begun > 0 || this.#woken || this.#active.size > 0);
  }

  async #run(): Promise<void> {
    const extending = setInterval(() => void this.#safely("leases", () => this.#extend()), EXTEND_EVERY_MS);
    let aligned = false;
    let clockAt = 0;
    while (!this.#stopping) {
      this.#woken = false;
      aligned ||= await this.#safely("the schedule", () => this.#align());
      if (aligned && performance.now() >= clockAt) {
        await this.#safely("the schedule", () => this.#startByClock());
        clockAt = performance.now() + POLL_MS;
      }
      await this.#safely("runs", () => this.#begin());
      if (!this.#woken && !this.#stopping) await this.#pause();
    }
    await Promise.all(this.#active.values());
    clearInterval(extending);
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Without the database there is nothing to run; the next round asks again. */
  async #safely(what: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.services.log.error({ err: error }, `the job runner could not look after ${what}`);
      return false;
    }
  }

  #align(): Promise<void> {
    const entries = [...this.#plans.values()].flatMap(({ id, crons }) =>
      crons.map((cron) => ({ functionId: id, cron: cron.text, nextAt: nextTime(cron, now()) })),
    );
    return this.services.database.asSystem("run jobs", (sql) => alignSchedule(sql, entries));
  }

  /** However many times went by while nobody ran, a function starts once. */
  #startByClock(): Promise<void> {
    return this.services.database.asSystem("run jobs", async (sql) => {
      for (const entry of await takeDue(sql)) {
        const plan = this.#plans.get(entry.functionId);
        const cron = plan?.crons.find(({ text }) => text === entry.cron);
        if (!plan || !cron) continue;
        const event = { name: "inngest/scheduled.timer", data: { cron: cron.text }, ts: entry.nextAt };
        await insertRuns(sql, [
          {
            functionId: plan.id,
            brandId: null,
            eventId: `${cron.text} ${new Date(entry.nextAt).toISOString()}`,
            event: JSON.stringify(event),
            lane: "",
            single: plan.single,
          },
        ]);
        await moveOn(sql, entry, nextTime(cron, now()));
      }
    });
  }

  async #begin(): Promise<number> {
    const count = SLOTS - this.#active.size;
    if (count === 0) return 0;
    const claimant = { by: this.#by, leaseMs: LEASE_MS, count };
    const runs = await this.services.database.asSystem("run jobs", (sql) =>
      claimRuns(sql, claimant, this.#limits),
    );
    for (const run of runs) {
      const work = this.#execute(run).finally(() => {
        this.#active.delete(run.id);
        this.wake();
      });
      this.#active.set(run.id, work);
    }
    return runs.length;
  }

  async #execute(run: Run): Promise<void> {
    const plan = this.#plans.get(run.functionId);
    if (!plan) return;
    try {
      await execute({ database: this.services.database, handler: this.handler, by: this.#by }, run, plan);
    } catch (error) {
      // What is kept of it stands; its lease runs out, and it is taken up again after its last finished step.
      this.services.log.error({ err: error, run: run.id, function: run.functionId }, "a run was dropped");
    }
  }

  async #extend(): Promise<void> {
    const ids = [...this.#active.keys()];
    if (ids.length === 0) return;
    const claimant = { by: this.#by, leaseMs: LEASE_MS };
    await this.services.database.asSystem("run jobs", (sql) => extendLeases(sql, claimant, ids));
  }
}
