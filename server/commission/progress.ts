import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { Millis } from "@/server/platform/clock";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

/** How far a re-derivation has come. */
export type Progress = {
  id: Id;
  programId: Id;
  reason: string;
  status: "running" | "done" | "failed";
  customersTotal: number;
  customersDone: number;
  entriesPosted: number;
  error: string | null;
  createdAt: Millis;
  finishedAt: Millis | null;
};

export function rederivationProgress(ctx: Context, id: Id): Promise<Progress> {
  permitBrand(ctx.actor, "programs:read");
  return transact(ctx, async (tx) => {
    const [row] = await tx.sql<Progress[]>`
      select id, program_id as "programId", reason, status, customers_total as "customersTotal", customers_done as "customersDone",
        entries_posted as "entriesPosted", error, created_at as "createdAt", finished_at as "finishedAt"
      from rederivations where brand_id = ${tx.brandId} and id = ${id}`;
    return found(row, "job_not_found", `There is no job "${id}".`);
  });
}
