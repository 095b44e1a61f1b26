import { type Millis, now } from "@/server/platform/clock";
import type { TransactionSql } from "@/server/platform/postgres/sql";

/** One time by which a function runs. */
export type Entry = { functionId: string; cron: string; nextAt: Millis; lastAt: Millis | null };
export type NewEntry = Pick<Entry, "functionId" | "cron" | "nextAt">;

/** Adds what is new and forgets what no function asks for any more; what stays keeps its time. */
export async function alignSchedule(sql: TransactionSql, entries: readonly NewEntry[]): Promise<void> {
  await sql`lock table job_schedule in share row exclusive mode`;
  await sql`
    with wanted as (
      select * from unnest(${entries.map((entry) => entry.functionId)}::text[], ${entries.map((entry) => entry.cron)}::text[],
        ${entries.map((entry) => entry.nextAt)}::timestamptz[]) as w(function_id, cron, next_at)
    ), gone as (
      delete from job_schedule s where not exists (
        select 1 from wanted w where w.function_id = s.function_id and w.cron = s.cron)
    )
    insert into job_schedule (function_id, cron, next_at) select * from wanted on conflict do nothing`;
}

/** What is due. No other process sees these until this transaction ends. */
export function takeDue(sql: TransactionSql): Promise<Entry[]> {
  return sql<Entry[]>`
    select function_id as "functionId", cron, next_at as "nextAt", last_at as "lastAt" from job_schedule
    where next_at <= ${now()} for update skip locked`;
}

export async function moveOn(sql: TransactionSql, entry: Entry, nextAt: Millis): Promise<void> {
  await sql`
    update job_schedule set next_at = ${nextAt}::timestamptz, last_at = ${entry.nextAt}::timestamptz
    where function_id = ${entry.functionId} and cron = ${entry.cron}`;
}
