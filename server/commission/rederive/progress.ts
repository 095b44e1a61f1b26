import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { Millis } from "@/server/platform/clock";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/** How far a re-derivation has come. */
export type Progress = {
  id: Id;
  programId: Id;
  reason: string;
  status: "running" | "done" | "failed" | "canceled";
  customersTotal: number;
  customersDone: number;
  entriesPosted: number;
  error: string | null;
  /** Whether a later one of the program runs as well, which does all that this one would. */
  replaced: boolean;
  createdAt: Millis;
  finishedAt: Millis | null;
};

type Asked = {
  limit: number;
  cursor?: Id | undefined;
  programId?: Id | undefined;
  status?: Progress["status"] | undefined;
};

export function rederivationProgress(ctx: Context, id: Id): Promise<Progress> {
  permitBrand(ctx.actor, "programs:read");
  return transact(ctx, (tx) => readProgress(tx, id));
}

/** The brand's re-derivations, newest first; one more than the page holds where another page follows. */
export function listRederivations(ctx: Context, asked: Asked): Promise<Progress[]> {
  permitBrand(ctx.actor, "programs:read");
  const { limit, cursor, programId, status } = asked;
  return transact(ctx, (tx) => {
    const { sql } = tx;
    return sql<Progress[]>`
      ${shown(tx)} where r.brand_id = ${tx.brandId}
        ${cursor ? sql`and r.id < ${cursor}` : sql``}
        ${programId ? sql`and r.program_id = ${programId}` : sql``}
        ${status ? sql`and r.status = ${status}` : sql``}
      order by r.id desc limit ${limit + 1}`;
  });
}

/** 404 `job_not_found`. */
export async function readProgress(tx: Tx, id: Id): Promise<Progress> {
  const [row] = await tx.sql<Progress[]>`${shown(tx)} where r.brand_id = ${tx.brandId} and r.id = ${id}`;
  return found(row, "job_not_found", `There is no job "${id}".`);
}

function shown({ sql }: Tx) {
  return sql`
    select r.id, r.program_id as "programId", r.reason, r.status, r.customers_total as "customersTotal",
      r.customers_done as "customersDone", r.entries_posted as "entriesPosted", r.error, r.created_at as "createdAt",
      r.finished_at as "finishedAt",
      r.status = 'running' and exists (
        select from rederivations l
        where l.brand_id = r.brand_id and l.program_id = r.program_id and l.id > r.id and l.status = 'running'
      ) as replaced
    from rederivations r`;
}
