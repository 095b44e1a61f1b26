import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { Payout } from "./rules";
import { entriesOfPayout, type PaidEntry } from "./store/claims";
import { findPayout, type PayoutFilter, pageOfPayouts, type Return, returnsOf } from "./store/payouts";
import { type PayoutStep, stepsOf } from "./store/steps";

export type { PaidEntry } from "./store/claims";
export type { Return } from "./store/payouts";
export type { PayoutStep } from "./store/steps";

/** Entries shown with their payout; the ledger has all. */
const MAX_ENTRIES_SHOWN = 500;

export type PayoutDetail = { payout: Payout; steps: PayoutStep[]; returns: Return[]; entries: PaidEntry[] };

/** One page of payouts, newest first, with one row more than the page holds. A partner sees its own only. */
export function listPayouts(ctx: Context, filter: PayoutFilter): Promise<Payout[]> {
  permit(ctx.actor, "payouts:read");
  const own = ownPartner(ctx.actor);
  if (own !== null && filter.partnerId !== undefined && filter.partnerId !== own) return Promise.resolve([]);
  return transact(ctx, (tx) => pageOfPayouts(tx, own === null ? filter : { ...filter, partnerId: own }));
}

/** A payout with what it pays for and what happened to it. The brand's own notes are not shown to the partner. */
export function getPayout(ctx: Context, id: Id): Promise<PayoutDetail> {
  permit(ctx.actor, "payouts:read");
  const own = ownPartner(ctx.actor);
  return transact(ctx, async (tx) => {
    const payout = await visiblePayout(ctx, tx, id);
    const [steps, returns, entries] = await Promise.all([
      own === null ? stepsOf(tx, id) : [],
      returnsOf(tx, id),
      entriesOfPayout(tx, id, MAX_ENTRIES_SHOWN),
    ]);
    return { payout, steps, returns, entries };
  });
}

/** A payout that the actor may see; 404 `payout_not_found` for another partner's. */
export async function visiblePayout(ctx: Context, tx: Tx, id: Id): Promise<Payout> {
  const own = ownPartner(ctx.actor);
  const row = await findPayout(tx, id);
  const visible = row && (own === null || row.partnerId === own) ? row : null;
  return found(visible, "payout_not_found", `There is no payout ${id}.`);
}
