import { type Millis, now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { TransactionSql } from "@/server/platform/postgres/sql";

/**
 * A run that this process holds. `interruptions`: how often in a row the process that ran it ended before it had got on, which is
 * no attempt that failed.
 */
export type Run = { id: Id; functionId: string; event: string; attempt: number; interruptions: number };

/** What a finished step gave back, or the error that it ended with; both as JSON. */
export type KnownStep = { stepId: string; result: string | null; error: string | null };

export type NewRun = {
  functionId: string;
  brandId: Id | null;
  eventId: string;
  event: string;
  lane: string;
  single: boolean;
};

/** Adds runs. One of an event that the function had already is left out; one of a lane that has its only run is done after it. */
export async function insertRuns(sql: TransactionSql, runs: readonly NewRun[]): Promise<void> {
  for (const single of [false, true]) {
    const all = runs.filter((run) => run.single === single);
    const some = single ? onePerLane(all) : all;
    if (some.length === 0) continue;
    const rows = sql`
      select r.id, r.brand_id, r.function_id, r.event_id, r.event, r.lane, ${single}::boolean,
        ${now()}::timestamptz, ${now()}::timestamptz
      from unnest(${some.map(() => newId())}::uuid[], ${some.map((run) => run.brandId)}::uuid[],
        ${some.map((run) => run.functionId)}::text[], ${some.map((run) => run.eventId)}::text[],
        ${some.map((run) => run.event)}::text[], ${some.map((run) => run.lane)}::text[])
        as r(id, brand_id, function_id, event_id, event, lane)`;
    const target = sql`job_runs (id, brand_id, function_id, event_id, event, lane, single, due_at, created_at)`;
    if (single) {
      await sql`
        insert into ${target} ${rows} on conflict (function_id, lane) where single and state = 'open'
        do update set again = true where job_runs.leased_until is not null and not job_runs.again`;
    } else {
      await sql`insert into ${target} ${rows} on conflict (function_id, event_id) where not single do nothing`;
    }
  }
}

/** One statement may not meet the same row twice. */
function onePerLane(runs: readonly NewRun[]): NewRun[] {
  return [...new Map(runs.map((run) => [`${run.functionId} ${run.lane}`, run])).values()];
}

export type Claimant = { by: Id; leaseMs: Millis; count: number };
export type Limit = { functionId: string; atOnce: number };

/** Any number that no other advisory lock has; it stands for claiming. */
const CLAIM = 2_071_944;
const LOOKED_AT = 500;

/**
 * Takes runs that are due, oldest first, as many at once of one lane as their function allows. One process at a time claims, for
 * the limits count what the others hold.
 */
export async function claimRuns(
  sql: TransactionSql,
  claimant: Claimant,
  limits: readonly Limit[],
): Promise<Run[]> {
  await sql`select pg_advisory_xact_lock(${CLAIM})`;
  const time = now();
  return sql<Run[]>`
    with limits as (
      select * from unnest(${limits.map((one) => one.functionId)}::text[], ${limits.map((one) => one.atOnce)}::int[])
        as l(function_id, at_once)
    ), held as (
      select function_id, lane, count(*) as count from job_runs
      where state = 'open' and leased_until > ${time} group by function_id, lane
    ), due as (
      select r.id, r.due_at, l.at_once - coalesce(h.count, 0) as room,
        row_number() over (partition by r.function_id, r.lane order by r.due_at, r.id) as place
      from job_runs r join limits l using (function_id) left join held h using (function_id, lane)
      where r.state = 'open' and r.due_at <= ${time} and (r.leased_until is null or r.leased_until <= ${time})
        and coalesce(h.count, 0) < l.at_once
      order by r.due_at limit ${LOOKED_AT}
    )
    update job_runs r set leased_by = ${claimant.by}, leased_until = ${time + claimant.leaseMs}::timestamptz,
      interruptions = r.interruptions + (r.leased_until is not null)::int
    where r.id in (select id from due where place <= room order by due_at limit ${claimant.count})
    returning r.id, r.function_id as "functionId", r.event, r.attempt, r.interruptions`;
}

/** Keeps hold of runs for another while. */
export async function extendLeases(
  sql: TransactionSql,
  { by, leaseMs }: Omit<Claimant, "count">,
  ids: readonly Id[],
): Promise<void> {
  await sql`
    update job_runs set leased_until = ${now() + leaseMs}::timestamptz
    where id = any(${[...ids]}::uuid[]) and leased_by = ${by} and state = 'open'`;
}

/** How a run leaves the hands of its process. */
export type Rest =
  | { state: "done" }
  | { state: "failed"; reason: string }
  | { state: "open"; dueAt: Millis; attempt: number; reason: string | null };

/**
 * Lets go of a run; of one that another process has meanwhile, nothing. Asked for once more, a run that is done begins anew, and
 * so does one that failed, later: what it was asked for is still to be done.
 */
export async function restRun(sql: TransactionSql, run: { id: Id; by: Id }, rest: Rest): Promise<void> {
  const time = now();
  if (rest.state === "open") {
    await sql`
      update job_runs set leased_by = null, leased_until = null, due_at = ${rest.dueAt}::timestamptz, attempt = ${rest.attempt},
        interruptions = 0, reason = ${rest.reason}
      where id = ${run.id} and leased_by = ${run.by}`;
    return;
  }
  const [ended] = await sql<
    { again: boolean; brandId: Id | null; functionId: string; event: string; lane: string }[]
  >`
    with before as (select id, again from job_runs where id = ${run.id} for update)
    update job_runs r set state = ${rest.state}, ended_at = ${time}::timestamptz, again = false, leased_by = null, leased_until = null,
      reason = ${rest.state === "failed" ? rest.reason : null}
    from before where r.id = before.id and r.leased_by = ${run.by} and r.state = 'open'
    returning before.again, r.brand_id as "brandId", r.function_id as "functionId", r.event, r.lane`;
  if (!ended) return;
  await sql`delete from job_steps where run_id = ${run.id}`;
  if (ended.again) {
    const { again: _, ...same } = ended;
    await insertRuns(sql, [{ ...same, eventId: newId(), single: true }]);
  }
}

export function stepsOf(sql: TransactionSql, runId: Id): Promise<KnownStep[]> {
  return sql<KnownStep[]>`
    select step_id as "stepId", result, error from job_steps where run_id = ${runId} order by place`;
}

/** Keeps what a step gave back. The run has got on, so its attempts and interruptions are counted anew. */
export async function keepStep(sql: TransactionSql, run: { id: Id; by: Id }, step: KnownStep): Promise<void> {
  await sql`
    insert into job_steps (run_id, step_id, result, error) values (${run.id}, ${step.stepId}, ${step.result}, ${step.error})
    on conflict (run_id, step_id) do nothing`;
  await sql`
    update job_runs set attempt = 0, interruptions = 0
    where id = ${run.id} and leased_by = ${run.by} and (attempt > 0 or interruptions > 0)`;
}
