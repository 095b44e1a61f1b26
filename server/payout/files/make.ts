import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { holdForFile, insertFile, type PayoutFile, pageOfFiles } from "../store/files";
import { type FileRail, MAX_ROWS } from "./formats";

/**
 * Takes the planned payouts of one rail and one currency into a file, the oldest first and as many as the file may hold. They
 * are being sent from then on: confirm them when they were paid, or fail those that were not.
 */
export function makeFile(
  ctx: Context,
  { rail, currency }: { rail: FileRail; currency: string },
): Promise<PayoutFile> {
  permitBrand(ctx.actor, "payouts:write");
  return transact(ctx, async (tx) => {
    const payouts = await holdForFile(tx, { rail, currency, limit: MAX_ROWS[rail] });
    if (payouts.length === 0)
      throw new AppError(
        "conflict",
        `No payout in ${currency} is planned for such a file. Run payouts first.`,
      );
    const made = { rail, currency, createdAt: now(), createdBy: actorName(ctx.actor) };
    return findFile(tx, await insertFile(tx, made, payouts));
  });
}

/** 404 `payout_file_not_found` where there is none. */
export async function findFile(tx: Tx, id: Id): Promise<PayoutFile> {
  const [file] = await pageOfFiles(tx, { id, limit: 1 });
  return found(file, "payout_file_not_found", `There is no payout file ${id}.`);
}
