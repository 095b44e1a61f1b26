import { type Context, permitBrand, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import { type Alone, eachAlone } from "@/server/platform/each-alone";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Payout } from "../rules";
import { findPayouts } from "../store/payouts";
import { type Confirmed, confirmTogether, refuseFuture } from "./acts";
import { whyNotTogether } from "./confirm";

/**
 * Notes of up to 500 payouts by hand or in files that they were paid outside, each on its own: one that is refused does not stop
 * the others. Asking again with the same reference changes nothing. `paidAt` as for one: 400 `invalid_time` for all of them.
 */
export async function confirmSome(
  ctx: Context,
  ids: readonly Id[],
  { reference, paidAt = now() }: Confirmed,
): Promise<Alone<Payout>[]> {
  permitBrand(ctx.actor, "payouts:write");
  refuseFuture(paidAt);
  return eachAlone(ids, (id) => confirmTogether(ctx, id, { reference, paidAt }));
}

/** What would become of one of several; `payout` as it is, null where there is none. */
export type Judged = { id: Id; payout: Payout | null; refusal: AppError | null };

/** Looks at what `confirmSome` would do with these payouts and a reference that is new to them; writes nothing. */
export function previewConfirmations(ctx: Context, ids: readonly Id[]): Promise<Judged[]> {
  permitBrand(ctx.actor, "payouts:read");
  return transact(ctx, async (tx) => {
    const known = new Map((await findPayouts(tx, ids)).map((payout) => [payout.id, payout]));
    return [...new Set(ids)].map((id) => judge(id, known.get(id) ?? null));
  });
}

function judge(id: Id, payout: Payout | null): Judged {
  const unknown = new AppError("payout_not_found", `There is no payout ${id}.`);
  return { id, payout, refusal: payout ? whyNotTogether(payout) : unknown };
}
