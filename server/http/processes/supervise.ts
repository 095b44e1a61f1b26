import cluster, { type Worker } from "node:cluster";
import { fileURLToPath } from "node:url";
import { SECOND_MS } from "@/server/platform/clock";
import type { Log } from "@/server/platform/log";
import { answer } from "./asking";
import { gatherFigures } from "./figures";
import { HEARD, RETIRE, type Report } from "./worker";

/** Processes that share a port. */
export type Workers = {
  /** Puts a new process in the place of each, one after the other, without failing a request. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const FIRST_DELAY_MS = SECOND_MS / 4;
const LAST_DELAY_MS = 30 * SECOND_MS;
/** A worker that lived so long did not end for the reason that the one before it ended. */
const STEADY_MS = 60 * SECOND_MS;
const END_LIMIT_MS = 30 * SECOND_MS;
/** A worker that retires first answers what it was asked. */
const RETIRE_LIMIT_MS = 90 * SECOND_MS;
const NODE_OPTIONS = ["--enable-source-maps"];

/** Starts `count` workers and starts another one whenever one ends by itself. Rejects when the first of them cannot begin. */
export async function supervise(count: number, env: Record<string, string>, log: Log): Promise<Workers> {
  cluster.setupPrimary({ exec: fileURLToPath(import.meta.url), args: [], execArgv: NODE_OPTIONS });
  const alive = new Set<Worker>();
  const serving = new Set<Worker>();
  const beginning = new Set<Promise<unknown>>();
  let stopping = false;
  let delayMs = FIRST_DELAY_MS;

  async function begin(): Promise<void> {
    const since = performance.now();
    const worker = cluster.fork(env);
    alive.add(worker);
    worker.once("exit", (code, signal) => {
      alive.delete(worker);
      if (!serving.delete(worker) || stopping) return;
      const { pid } = worker.process;
      log.error({ worker: pid, code, signal }, "a worker ended by itself; another one takes its place");
      if (performance.now() - since > STEADY_MS) delayMs = FIRST_DELAY_MS;
      replaceLater();
    });
    gatherFigures(worker, serving);
    answer(worker, HEARD, async () => true);
    const starting = begun(worker).then(() => serving.add(worker));
    beginning.add(starting);
    await starting.finally(() => beginning.delete(starting));
  }

  function replaceLater(): void {
    setTimeout(() => {
      // A restart may have filled the place.
      if (stopping || alive.size >= count) return;
      begin().catch((error: unknown) => {
        log.error({ err: error }, "a worker could not begin; trying again");
        replaceLater();
      });
    }, delayMs);
    delayMs = Math.min(2 * delayMs, LAST_DELAY_MS);
  }

  async function restart(): Promise<void> {
    // One that takes the place of a worker that ended, and has not begun yet, is as old as the others.
    await Promise.allSettled(beginning);
    for (const old of Array.from(serving)) {
      if (stopping) return;
      await begin();
      if (serving.delete(old)) await ended(old, RETIRE_LIMIT_MS, () => old.send(RETIRE));
    }
  }

  async function stop(): Promise<void> {
    stopping = true;
    await Promise.all(
      [...alive].map((worker) => ended(worker, END_LIMIT_MS, () => worker.process.kill("SIGTERM"))),
    );
  }

  try {
    // One after the other: of several that cannot begin for the same reason, one says why.
    for (let n = 0; n < count; n++) await begin();
  } catch (error) {
    await stop();
    throw error;
  }
  let restarting = Promise.resolve();
  return {
    restart() {
      restarting = restarting
        .then(restart)
        .catch((error: unknown) =>
          log.error({ err: error }, "the restart was broken off; the old workers go on"),
        );
      return restarting;
    },
    async stop() {
      await stop();
      await restarting;
    },
  };
}

/** Resolves when the worker takes requests. Rejects with its reason when it cannot. */
function begun(worker: Worker): Promise<Worker> {
  return new Promise((resolve, reject) => {
    worker.on("message", (report: Partial<Report>) => {
      if ("ready" in report) resolve(worker);
      else if ("failed" in report) reject(new Error(report.failed));
    });
    worker.once("exit", (code, signal) =>
      reject(new Error(`A worker ended with ${code ?? signal} as it began.`)),
    );
  });
}

/** Asks the worker to end and resolves when it is gone, by force if it takes too long. */
function ended(worker: Worker, limitMs: number, ask: () => void): Promise<void> {
  if (worker.isDead()) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => worker.process.kill("SIGKILL"), limitMs);
    worker.once("exit", () => {
      clearTimeout(force);
      resolve();
    });
    ask();
  });
}
