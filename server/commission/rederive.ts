import type { Services } from "@/server/auth/context";
import { lockCustomersById } from "@/server/identity/history";
import { type Millis, now, SECOND_MS } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/database";
import { type Id, newId } from "@/server/platform/ids";
import { programFacts } from "@/server/program/read";
import { deriveCustomers } from "./derive";
import { deriveClickDays, paysPerClick } from "./derive-clicks";
import { countCustomersOfProgram, customersOfProgram } from "./store/concerned";
import { daysWithClicks } from "./store/days";
import {
  holdJob,
  insertJob,
  type Job,
  noteFailure,
  noteProgress,
  noteTotal,
  unfinishedJobs,
} from "./store/jobs";

const CUSTOMERS_PER_STEP = 500;
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
 * Works through noted re-derivations until it is stopped, those of a crashed process included. Each step is one transaction
 * that derives some customers and moves the cursor, so a crash repeats nothing and skips nothing; processes take turns on the
 * row's lock.
 */
export function resumeRederivations(services: Services): () => Promise<void> {
  const resting: Resting = new Map();
  let stopped = false;
  let wake: () => void = () => undefined;
  const loop = async (): Promise<void> => {
    while (!stopped) {
      const worked = await stepSafely(services, resting);
      if (worked || stopped) continue;
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
    stopped = true;
    wake();
    await running;
  };
}

async function stepSafely(services: Services, resting: Resting): Promise<boolean> {
  try {
    return await step(services, resting);
  } catch (error) {
    // The database cannot even be asked what there is to do; the next round asks again.
    services.log.error({ err: error }, "re-derivations could not be looked for");
    return false;
  }
}

/**
 * Takes one step of the oldest unfinished re-derivation that neither rests nor is held by another process. False when there is
 * none. A job whose step fails says so on its row and rests a while; the others go on.
 */
export async function step(services: Services, resting: Resting = new Map()): Promise<boolean> {
  for (const job of await unfinishedJobs(services.database)) {
    if ((resting.get(job.id) ?? 0) > now()) continue;
    try {
      if (await services.database.inBrand(job.brandId, (tx) => stepOf(tx, job))) return true;
    } catch (error) {
      // Nothing of the step was kept.
      services.log.error({ err: error, job: job.id }, "a step of a re-derivation failed");
      resting.set(job.id, now() + REST_MS);
      await services.database.inBrand(job.brandId, (tx) => noteFailure(tx, job.id, sentence(error)));
    }
  }
  return false;
}

/** The customers first, some at a time; then, holding none of them, the days whose clicks are paid for. */
async function stepOf(tx: Tx, job: Job): Promise<boolean> {
  const held = await holdJob(tx, job.id);
  if (!held) return false;
  if (held.cursor === null) await noteTotal(tx, job.id, await countCustomersOfProgram(tx, job.programId));
  const customers = await customersOfProgram(tx, job.programId, held.cursor, CUSTOMERS_PER_STEP);
  const last = customers.at(-1) ?? null;
  const posted =
    last === null
      ? await deriveAllClickDays(tx, job.programId)
      : (await deriveCustomers(tx, await lockCustomersById(tx, customers))).entriesPosted;
  await noteProgress(tx, job.id, { cursor: last, customers: customers.length, posted });
  return true;
}

async function deriveAllClickDays(tx: Tx, programId: Id): Promise<number> {
  const program = (await programFacts(tx, [programId])).get(programId);
  if (!program || !paysPerClick(program.terms)) return 0;
  return deriveClickDays(tx, programId, await daysWithClicks(tx, programId, program.timeZone));
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
