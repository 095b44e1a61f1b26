import { type Context, permit, transact } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import { findPartner } from "@/server/partner/read";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { stripeOf } from "@/server/stripe/connection";
import { visiblePayout } from "../list";
import type { Payout } from "../rules";
import { type Return, returnsOf } from "../store/payouts";
import { type Rest, restOf, type StatementEntry, statementEntries } from "../store/statements";

export type { StatementEntry } from "../store/statements";

/** As many as fit a document that people still read; a sum stands for what is beyond. */
const MAX_ENTRIES = 2_000;

export type PayoutStatement = {
  timeZone: string;
  /** Nothing of it is real: a sandbox stands in Stripe's place. */
  sandbox: boolean;
  brand: { name: string; supportEmail: string | null };
  partner: { id: Id; name: string };
  payout: Payout;
  returns: Return[];
  /** As it was sent: together with `rest` they sum to the payout's amount. */
  entries: StatementEntry[];
  rest: Rest;
};

/** What a partner was paid for, entry by entry. A partner reads its own only: 404 `payout_not_found` for another's. */
export function readPayoutStatement(ctx: Context, id: Id): Promise<PayoutStatement> {
  permit(ctx.actor, "payouts:read");
  return transact(ctx, async (tx) => {
    const payout = await visiblePayout(ctx, tx, id);
    const partner = found(
      await findPartner(tx, payout.partnerId),
      "partner_not_found",
      "The partner is gone.",
    );
    const { timeZone, name, supportEmail } = await readBrand(tx);
    const stripe = await stripeOf(ctx.services, tx);
    const entries = await statementEntries(tx, id, MAX_ENTRIES);
    const [returns, rest] = await Promise.all([returnsOf(tx, id), restOf(tx, id, entries)]);
    return {
      timeZone,
      sandbox: stripe?.mode === "sandbox",
      brand: { name, supportEmail },
      partner: { id: partner.id, name: partner.name },
      payout,
      returns,
      entries,
      rest,
    };
  });
}
