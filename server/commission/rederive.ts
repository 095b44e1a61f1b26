import type { Services } from "@/server/auth/context";
import { lockCustomersById } from "@/server/identity/history";
import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/database";
import { type Id, newId } from "@/server/platform/ids";
import { programFacts } from "@/server/program/read";
import { deriveCustomers } from "./derive";
import { deriveClickDays, paysPerClick } from "./derive-clicks";
import { countCustomersOfProgram, customersOfProgram } from "./store/concerned";
import { daysWithClicks } from "./store/days";

const CUSTOMERS_PER_STEP = 500;
const POLL_MS = 1_000;

type Job = { id: Id; brandId: Id; programId: Id };

/** Notes that all customers of a program must be derived again. The work starts when the transaction has committed. */
export async function rederiveProgram(tx: Tx, programId: Id, reason: string): Promise<Id> {
  const id = newId();
  const total = await countCustomersOfProgram(tx, programId);
  await tx.sql`
    insert into rederivations (brand_id, id, program_id, reason, status, customers_total, created_at)
    values (${tx.brandId}, ${id}, ${programId}, ${reason}, 'running', ${total}, ${now()})`;
  return id;
}

/**
 * Works through noted re-derivations until it is stopped, those of a crashed process included. Each step is one transaction
 * that derives some customers and moves the cursor, so a crash repeats nothing and skips nothing; processes take turns on the
 * row's lock.
 */
export function resumeRederivations(services: Services): () => Promise<void> {
  let stopped = false;
  let wake: () => void = () => undefined;
  const loop = async (): Promise<void> => {
    while (!stopped) {
      const worked = await stepSafely(services);
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

async function stepSafely(services: Services): Promise<boolean> {
  try {
    return await step(services);
  } catch (error) {
    // Nothing of the step was kept; the next round tries it again.
    services.log.error({ err: error }, "a step of a re-derivation failed");
    return false;
  }
}

/** Takes one step of the oldest unfinished re-derivation. False when there is none that another process does not hold. */
export async function step(services: Services): Promise<boolean> {
  const job = await services.database.asSystem("resume re-derivations", async (sql) => {
    const [row] = await sql<Job[]>`
      select id, brand_id as "brandId", program_id as "programId" from rederivations
      where status = 'running' order by id limit 1 for update skip locked`;
    return row ?? null;
  });
  if (!job) return false;
  return services.database.inBrand(job.brandId, (tx) => stepOf(tx, job));
}

async function stepOf(tx: Tx, job: Job): Promise<boolean> {
  const [held] = await tx.sql<{ cursor: Id | null }[]>`
    select cursor from rederivations
    where brand_id = ${tx.brandId} and id = ${job.id} and status = 'running' for update skip locked`;
  if (!held) return false;
  const customers = await customersOfProgram(tx, job.programId, held.cursor, CUSTOMERS_PER_STEP);
  const last = customers.at(-1);
  const posted =
    last === undefined
      ? 0
      : (await deriveCustomers(tx, await lockCustomersById(tx, customers))).entriesPosted;
  const done = customers.length < CUSTOMERS_PER_STEP;
  const postedForClicks = done ? await deriveAllClickDays(tx, job.programId) : 0;
  await tx.sql`
    update rederivations set cursor = ${last ?? held.cursor}, customers_done = customers_done + ${customers.length},
      entries_posted = entries_posted + ${posted + postedForClicks}, status = ${done ? "done" : "running"}, finished_at = ${done ? now() : null}
    where brand_id = ${tx.brandId} and id = ${job.id}`;
  return true;
}

async function deriveAllClickDays(tx: Tx, programId: Id): Promise<number> {
  const program = (await programFacts(tx, [programId])).get(programId);
  if (!program || !paysPerClick(program)) return 0;
  return deriveClickDays(tx, programId, await daysWithClicks(tx, programId, program.timeZone));
}
