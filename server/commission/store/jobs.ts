import { now } from "@/server/platform/clock";
import type { Database, Tx } from "@/server/platform/database";
import type { Id } from "@/server/platform/ids";

/** A re-derivation that is to be worked on. */
export type Job = { id: Id; brandId: Id; programId: Id };

/** Jobs looked at in one round; the rest wait for these. */
const MAX_JOBS_AT_ONCE = 100;
const MAX_ERROR_CHARACTERS = 500;

/** The total is counted in the job's first step: whoever changes the rules keeps others waiting, and must not count for long. */
export async function insertJob(tx: Tx, job: Omit<Job, "brandId"> & { reason: string }): Promise<void> {
  await tx.sql`
    insert into rederivations (brand_id, id, program_id, reason, status, customers_total, created_at)
    values (${tx.brandId}, ${job.id}, ${job.programId}, ${job.reason}, 'running', 0, ${now()})`;
}

/** The jobs of all brands that are not done, oldest first. */
export function unfinishedJobs(database: Database): Promise<Job[]> {
  return database.asSystem(
    "resume re-derivations",
    (sql) => sql<Job[]>`
      select id, brand_id as "brandId", program_id as "programId" from rederivations
      where status = 'running' order by id limit ${MAX_JOBS_AT_ONCE}`,
  );
}

/** Where a job stands, with its row held; null when it is done or another process holds it. */
export async function holdJob(tx: Tx, id: Id): Promise<{ cursor: Id | null } | null> {
  const [held] = await tx.sql<{ cursor: Id | null }[]>`
    select cursor from rederivations
    where brand_id = ${tx.brandId} and id = ${id} and status = 'running' for update skip locked`;
  return held ?? null;
}

export async function noteTotal(tx: Tx, id: Id, customers: number): Promise<void> {
  await tx.sql`
    update rederivations set customers_total = ${customers} where brand_id = ${tx.brandId} and id = ${id}`;
}

/** `cursor`: the last customer that was derived; null when there was none left, which ends the job. */
export async function noteProgress(
  tx: Tx,
  id: Id,
  done: { cursor: Id | null; customers: number; posted: number },
): Promise<void> {
  const ended = done.cursor === null;
  await tx.sql`
    update rederivations
    set cursor = coalesce(${done.cursor}, cursor), customers_done = customers_done + ${done.customers},
      entries_posted = entries_posted + ${done.posted}, status = ${ended ? "done" : "running"},
      finished_at = ${ended ? now() : null}, error = null
    where brand_id = ${tx.brandId} and id = ${id}`;
}

/** Says on a job that is not done why its last step failed. */
export async function noteFailure(tx: Tx, id: Id, error: string): Promise<void> {
  await tx.sql`
    update rederivations set error = ${error.slice(0, MAX_ERROR_CHARACTERS)}
    where brand_id = ${tx.brandId} and id = ${id} and status = 'running'`;
}
