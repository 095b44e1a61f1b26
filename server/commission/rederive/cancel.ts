import { type Context, permitBrand, transact } from "@/server/auth/context";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { noteCanceled } from "../store/jobs";
import { type Progress, readProgress } from "./progress";

/**
 * Ends a re-derivation whose work a later one of the same program does as well. Any other has to run: the rules hold already, and
 * half a ledger would follow the old ones. One that was canceled stays so. 404 `job_not_found`, 409 `conflict`.
 */
export function cancelRederivation(ctx: Context, id: Id): Promise<Progress> {
  permitBrand(ctx.actor, "programs:write");
  return transact(ctx, async (tx) => {
    await noteCanceled(tx, id);
    const job = await readProgress(tx, id);
    if (job.status === "canceled") return job;
    throw new AppError(
      "conflict",
      job.status === "running"
        ? "This re-derivation is the only one that works out what changed. It goes on until the ledger follows the rules."
        : "This re-derivation has ended.",
    );
  });
}
