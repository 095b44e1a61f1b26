import { type Millis, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { TransactionSql } from "@/server/platform/postgres/sql";

/** Whose runs somebody may see: the brand's, and for who runs the server also those that concern all brands. */
export type View = { brandId: Id; operator: boolean };

export type RunState = "open" | "done" | "failed";
export type RunRow = {
  id: Id;
  functionId: string;
  state: RunState;
  attempt: number;
  running: boolean;
  dueAt: Millis;
  reason: string | null;
  createdAt: Millis;
  endedAt: Millis | null;
};
export type RunFilter = { state?: RunState | undefined; cursor?: Id | undefined; limit: number };

export type SetAsideRow = {
  id: Id;
  consumer: string;
  topic: string;
  subject: string;
  reason: string;
  createdAt: Millis;
  setAsideAt: Millis;
};

const runColumns = (sql: TransactionSql) => sql`
  id, function_id as "functionId", state, attempt, state = 'open' and coalesce(leased_until > ${now()}, false) as running,
  due_at as "dueAt", reason, created_at as "createdAt", ended_at as "endedAt"`;
const seenBy = (sql: TransactionSql, { brandId, operator }: View) =>
  sql`(brand_id = ${brandId} or (${operator}::boolean and brand_id is null))`;

/** Whether no other brand lives in this database: then its people are those who run the server. */
export async function isOnlyBrand(sql: TransactionSql): Promise<boolean> {
  const rows = await sql`select 1 from brands limit 2`;
  return rows.length === 1;
}

/** Newest first. One more than the limit says that there are more. */
export function listRuns(sql: TransactionSql, view: View, filter: RunFilter): Promise<RunRow[]> {
  return sql<RunRow[]>`
    select ${runColumns(sql)} from job_runs
    where ${seenBy(sql, view)} and (${filter.state ?? null}::text is null or state = ${filter.state ?? null})
      and (${filter.cursor ?? null}::uuid is null or id < ${filter.cursor ?? null}::uuid)
    order by id desc limit ${filter.limit + 1}`;
}

export async function findRun(sql: TransactionSql, view: View, id: Id): Promise<RunRow | null> {
  const [row] = await sql<RunRow[]>`
    select ${runColumns(sql)} from job_runs where id = ${id} and ${seenBy(sql, view)} for update`;
  return row ?? null;
}

/**
 * Lets a failed run begin anew at once, or one that waits for its next attempt have it now. False where another run of its kind
 * is open already, which does the same.
 */
export async function hastenRun(sql: TransactionSql, id: Id): Promise<boolean> {
  const moved = await sql`
    update job_runs r set state = 'open', ended_at = null, attempt = 0, interruptions = 0, due_at = ${now()}::timestamptz
    where id = ${id} and (state = 'open' or not single or not exists (
      select 1 from job_runs o where o.function_id = r.function_id and o.lane = r.lane and o.single and o.state = 'open'))`;
  return moved.count === 1;
}

export async function countRuns(sql: TransactionSql, view: View): Promise<{ open: number; failed: number }> {
  const [row] = await sql<{ open: number; failed: number }[]>`
    select count(*) filter (where state = 'open')::int as open, count(*) filter (where state = 'failed')::int as failed
    from job_runs where state <> 'done' and ${seenBy(sql, view)}`;
  return row ?? { open: 0, failed: 0 };
}

export async function countAllRuns(sql: TransactionSql): Promise<{ open: number; failed: number }> {
  const [row] = await sql<{ open: number; failed: number }[]>`
    select count(*) filter (where state = 'open')::int as open, count(*) filter (where state = 'failed')::int as failed
    from job_runs where state <> 'done'`;
  return row ?? { open: 0, failed: 0 };
}

/** The times by which functions run, soonest first. */
export function readSchedule(
  sql: TransactionSql,
): Promise<{ functionId: string; cron: string; nextAt: Millis; lastAt: Millis | null }[]> {
  return sql`
    select function_id as "functionId", cron, next_at as "nextAt", last_at as "lastAt" from job_schedule
    order by next_at, function_id`;
}

export function listSetAside(
  sql: TransactionSql,
  brandId: Id,
  filter: Omit<RunFilter, "state">,
): Promise<SetAsideRow[]> {
  return sql<SetAsideRow[]>`
    select id, string_agg(consumer, ', ' order by consumer) as consumer, min(topic) as topic, min(subject) as subject,
      min(reason) as reason, min(created_at) as "createdAt", min(set_aside_at) as "setAsideAt"
    from changes_set_aside
    where brand_id = ${brandId} and (${filter.cursor ?? null}::uuid is null or id < ${filter.cursor ?? null}::uuid)
    group by id order by id desc limit ${filter.limit + 1}`;
}

/** Puts a change back into the outbox, under its old id: consumers that took it do nothing. Returns what was set aside. */
export async function putBack(sql: TransactionSql, brandId: Id, id: Id): Promise<SetAsideRow[]> {
  return sql<SetAsideRow[]>`
    with back as (
      delete from changes_set_aside where brand_id = ${brandId} and id = ${id} returning *
    ), put as (
      insert into outbox (brand_id, id, topic, subject, payload, created_at)
      select distinct on (id) brand_id, id, topic, subject, payload, created_at from back on conflict do nothing
    )
    select id, consumer, topic, subject, reason, created_at as "createdAt", set_aside_at as "setAsideAt" from back`;
}
