import type { Services } from "@/server/auth/context";
import { type Millis, now, SECOND_MS } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { stepOf } from "../scan/step";
import { insertJob, noteFailure, takeTurn, unfinishedJobs } from "../store/jobs";

const POLL_MS = SECOND_MS;
/** How long a job rests after a step of it failed. */
const REST_MS = 30 * SECOND_MS;

/** Jobs that failed lately, and until when they rest. */
type Resting = Map<Id, Millis>;

/** Notes that all customers of a program must be derived again. The work starts when the transaction has committed. */
export async function rederiveProgram(tx: Tx, programId: Id, reason: string): Promise<Id> {
  const id = newId();
  await insertJob(tx, { id, programId, reason });
  return id;
}

/**
 * Works through noted re-derivations until it is stopped, those of a crashed process included: each begins where the last commit
 * left its cursor. Processes take turns at a job. Being stopped ends a scan in the middle, and a derivation at its next commit.
 */
export function resumeRederivations(services: Services): () => Promise<void> {
  const resting: Resting = new Map();
  const stopping = new AbortController();
  const { signal } = stopping;
  let wake: () => void = () => undefined;
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      const worked = await stepSafely(services, resting, signal);
      if (worked || signal.aborted) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = loop();
  return async () => {
    stopping.abort();
    wake();
    await running;
  };
}

async function stepSafely(services: Services, resting: Resting, stop: AbortSignal): Promise<boolean> {
  try {
    return await step(services, resting, stop);
  } catch (error) {
    // The database cannot even be asked what there is to do; the next round asks again.
    services.log.error({ err: error }, "re-derivations could not be looked for");
    return false;
  }
}

/**
 * Takes one step of the oldest unfinished re-derivation that neither rests nor is worked on by another process. False when there is
 * none. A job whose step fails says so on its row and rests a while; the others go on.
 */
export async function step(
  services: Services,
  resting: Resting = new Map(),
  stop: AbortSignal = new AbortController().signal,
): Promise<boolean> {
  const { database } = services;
  for (const job of await unfinishedJobs(database)) {
    if ((resting.get(job.id) ?? 0) > now()) continue;
    try {
      // This transaction only holds the turn. What the step does is committed by others, so that people see how far it is.
      const worked = await database.inBrand(job.brandId, async (tx) => {
        const turn = await takeTurn(tx, job.id);
        if (turn) await stepOf(database, job, turn.cursor, stop);
        return turn !== null;
      });
      if (worked) return true;
    } catch (error) {
      if (stop.aborted) return false;
      services.log.error({ err: error, job: job.id }, "a step of a re-derivation failed");
      resting.set(job.id, now() + REST_MS);
      await database.inBrand(job.brandId, (tx) => noteFailure(tx, job.id, sentence(error)));
    }
  }
  return false;
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
