import { type Context, permit, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { spanOf } from "./span";
import { type Summary, sumCommissions } from "./summary";

/**
 * What a partner has earned since the beginning, by where it stands. It is the part of the summary of all time that pages show, and asks
 * the ledger alone: a partner may have brought a hundred thousand clicks.
 */
export function balances(ctx: Context, partnerId: Id): Promise<Summary["commissions"]> {
  permit(ctx.actor, "partners:read");
  return transact(ctx, async (tx) =>
    sumCommissions(tx, await spanOf(ctx, tx, { from: 0, to: now(), partnerId })),
  );
}
