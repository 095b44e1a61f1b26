import { type Context, permitBrand } from "@/server/auth/context";
import { type Alone, eachAlone } from "@/server/platform/each-alone";
import type { Id } from "@/server/platform/ids";
import type { CommissionRow } from "../store/ledger";
import { approve } from "./approve";
import { reverse } from "./reverse";

/** Approves or reverses up to 500 entries, each on its own: one that is refused does not stop the others. */
export async function decideInBulk(
  ctx: Context,
  action: "approve" | "reverse",
  ids: readonly Id[],
  reason: string,
): Promise<Alone<CommissionRow>[]> {
  permitBrand(ctx.actor, "commissions:write");
  return eachAlone(ids, (id) => (action === "approve" ? approve(ctx, id) : reverse(ctx, id, { reason })));
}
