import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Database, Tx } from "@/server/platform/postgres/database";

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

/** Takes the turn at a job until the transaction ends, and says where it stands; null when it is done or another process has the turn. */
export async function takeTurn(tx: Tx, id: Id): Promise<{ cursor: Id | null } | null> {
  const [turn] = await tx.sql<{ taken: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended('rederivation ' || ${id}::uuid::text, 0)) as taken`;
  if (!turn?.taken) return null;
  const [job] = await tx.sql<{ cursor: Id | null }[]>`
    select cursor from rederivations where brand_id = ${tx.brandId} and id = ${id} and status = 'running'`;
  return job ?? null;
}

export async function noteTotal(tx: Tx, id: Id, customers: number): Promise<void> {
  await tx.sql`
    update rederivations set customers_total = ${customers} where brand_id = ${tx.brandId} and id = ${id}`;
}

/** `cursor`: customers up to this one are done; null leaves it where it is. */
export async function noteProgress(
  tx: Tx,
  id: Id,
  done: { cursor: Id | null; customers: number; posted: number },
): Promise<void> {
  await tx.sql`
    update rederivations
    set cursor = coalesce(${done.cursor}, cursor), customers_done = customers_done + ${done.customers},
      entries_posted = entries_posted + ${done.posted}, error = null
    where brand_id = ${tx.brandId} and id = ${id}`;
}

export async function noteEnd(tx: Tx, id: Id, posted: number): Promise<void> {
  await tx.sql`
    update rederivations
    set entries_posted = entries_posted + ${posted}, status = 'done', finished_at = ${now()}, error = null
    where brand_id = ${tx.brandId} and id = ${id} and status = 'running'`;
}

/** Ends a running job that a later one of the same program replaces, and no other. */
export async function noteCanceled(tx: Tx, id: Id): Promise<void> {
  await tx.sql`
    update rederivations r set status = 'canceled', finished_at = ${now()}
    where r.brand_id = ${tx.brandId} and r.id = ${id} and r.status = 'running' and exists (
      select from rederivations l
      where l.brand_id = r.brand_id and l.program_id = r.program_id and l.id > r.id and l.status = 'running')`;
}

/** Says on a job that is not done why its last step failed. */
export async function noteFailure(tx: Tx, id: Id, error: string): Promise<void> {
  await tx.sql`
    update rederivations set error = ${error.slice(0, MAX_ERROR_CHARACTERS)}
    where brand_id = ${tx.brandId} and id = ${id} and status = 'running'`;
}
