import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { confirmUnlessFailed } from "../people/acts";
import { openInFile, type PayoutFile } from "../store/files";
import { findFile } from "./make";

/**
 * Confirms every payout of a file that is not finished. Those that failed are noted before, one by one. Each is confirmed by
 * itself, so asking again after an interruption goes on with the rest.
 */
export async function confirmFile(
  ctx: Context,
  id: Id,
  confirmation: { reference: string; paidAt?: Millis | undefined },
): Promise<PayoutFile> {
  permitBrand(ctx.actor, "payouts:write");
  const open = await transact(ctx, async (tx) => {
    await findFile(tx, id);
    return openInFile(tx, id);
  });
  for (const payoutId of open) await confirmUnlessFailed(ctx, payoutId, confirmation);
  return transact(ctx, (tx) => findFile(tx, id));
}
