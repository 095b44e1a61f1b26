import type { Context } from "@/server/auth/context";
import { hearOfAccount } from "@/server/partner/connect/hear";
import { hearOfPromotionCode } from "@/server/partner/promotion/hear";
import { takeTransfer } from "@/server/payout/returns/take-transfer";
import type { Tx } from "@/server/platform/postgres/database";
import type { StripeEvent } from "@/server/stripe/webhook/webhook";

/** Takes in an event that is no fact about a customer, in the transaction that marks it done. It comes more than once, in any order. */
export type Taker = (ctx: Context, tx: Tx, event: StripeEvent) => Promise<void>;

/** Who takes which of Stripe's events; all others are read as facts about customers. */
export const TAKERS: Readonly<Record<string, Taker>> = {
  "promotion_code.updated": ofBrand(hearOfPromotionCode),
  "account.updated": hearOfAccount,
  "account.application.deauthorized": hearOfAccount,
  "transfer.created": ofBrand(takeTransfer),
  "transfer.updated": ofBrand(takeTransfer),
  "transfer.reversed": ofBrand(takeTransfer),
};

/** Connected accounts are partners', who may name their own transfers and codes as they like. */
function ofBrand(taker: Taker): Taker {
  return async (ctx, tx, event) => {
    if (event.account === undefined) await taker(ctx, tx, event);
  };
}
