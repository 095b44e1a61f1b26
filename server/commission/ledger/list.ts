import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { type CommissionFilter, type CommissionRow, findEntry, listEntries } from "../store/ledger";

/** One page of the ledger, newest first. A partner sees its own entries only. */
export function listCommissions(ctx: Context, filter: CommissionFilter): Promise<CommissionRow[]> {
  permit(ctx.actor, "commissions:read");
  const own = ownPartner(ctx.actor);
  if (own !== null && filter.partnerId !== undefined && filter.partnerId !== own) return Promise.resolve([]);
  return transact(ctx, (tx) => listEntries(tx, own === null ? filter : { ...filter, partnerId: own }));
}

export function getCommission(ctx: Context, id: Id): Promise<CommissionRow> {
  permit(ctx.actor, "commissions:read");
  return transact(ctx, async (tx) => {
    const entry = await findEntry(tx, id);
    const own = ownPartner(ctx.actor);
    const visible = entry && (own === null || entry.partnerId === own) ? entry : null;
    return found(visible, "commission_not_found", `There is no commission ${id}.`);
  });
}
