import { type Context, permitBrand } from "@/server/auth/context";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { TransactionSql } from "@/server/platform/postgres/sql";
import { type Depth, depthOf } from "../store/outbox";
import {
  countRuns,
  findRun,
  hastenRun,
  isOnlyBrand,
  listRuns,
  type RunFilter,
  type RunRow,
  readSchedule,
  type View,
} from "../store/views";

export type { RunFilter, RunRow } from "../store/views";

/** How the work after requests stands: what waits, what failed, and what comes when. */
export type JobsStatus = {
  outbox: Depth;
  runs: { open: number; failed: number };
  schedule: Awaited<ReturnType<typeof readSchedule>>;
};

/** Newest first, and one more than asked for. */
export function readRuns(ctx: Context, filter: RunFilter): Promise<RunRow[]> {
  permitBrand(ctx.actor, "programs:read");
  return inView(ctx, (sql, view) => listRuns(sql, view, filter));
}

/** Runs what failed once more, or at once what waits for its next attempt. */
export function runAgain(ctx: Context, id: Id): Promise<RunRow> {
  permitBrand(ctx.actor, "programs:write");
  return inView(ctx, async (sql, view) => {
    const read = async () => found(await findRun(sql, view, id), "run_not_found", `There is no run "${id}".`);
    const run = await read();
    if (run.state === "done")
      throw new AppError("conflict", "This run is done. Only one that failed or waits can be run again.");
    if (!run.running && !(await hastenRun(sql, id))) {
      throw new AppError("conflict", "Another run of this function is on its way and does the same.");
    }
    return read();
  });
}

export function jobsStatus(ctx: Context): Promise<JobsStatus> {
  permitBrand(ctx.actor, "programs:read");
  return inView(ctx, async (sql, view) => ({
    outbox: await depthOf(sql, view.brandId),
    runs: await countRuns(sql, view),
    schedule: await readSchedule(sql),
  }));
}

/** Runs stand outside the brands' tables, because some concern them all: what may be seen is said in each query. */
function inView<T>(
  { services, actor }: Context,
  work: (sql: TransactionSql, view: View) => Promise<T>,
): Promise<T> {
  return services.database.asSystem("look at jobs", async (sql) => {
    const operator = actor.kind === "admin" || (await isOnlyBrand(sql));
    return work(sql, { brandId: actor.brandId, operator });
  });
}
