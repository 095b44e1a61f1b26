import { type Context, permitBrand } from "@/server/auth/context";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { approve } from "./approve";
import { reverse } from "./reverse";

export type BulkResult = { id: Id; ok: true } | { id: Id; ok: false; error: AppError };

/** Approves or reverses up to 500 entries, each on its own: one that is refused does not stop the others. */
export async function decideInBulk(
  ctx: Context,
  action: "approve" | "reverse",
  ids: readonly Id[],
  reason: string,
): Promise<BulkResult[]> {
  permitBrand(ctx.actor, "commissions:write");
  const results: BulkResult[] = [];
  for (const id of ids) results.push(await decideOne(ctx, action, id, reason));
  return results;
}

async function decideOne(
  ctx: Context,
  action: "approve" | "reverse",
  id: Id,
  reason: string,
): Promise<BulkResult> {
  try {
    await (action === "approve" ? approve(ctx, id) : reverse(ctx, id, { reason }));
    return { id, ok: true };
  } catch (error) {
    if (error instanceof AppError) return { id, ok: false, error };
    throw error;
  }
}
