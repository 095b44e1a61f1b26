import type { Context } from "@/server/auth/context";
import { type Minor, minor } from "@/server/money/minor";
import { readAmount } from "@/server/money/read";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { takeBack } from "../returns/take-back";
import { isPaid, type Payout } from "../rules";
import { onPayout } from "./acts";

/**
 * Notes that `amount`, in major units, of a payout that a person made came back. What Stripe takes back is learnt from Stripe.
 * 400 `invalid_amount` for more than what is left of it.
 */
export function returnPayout(
  ctx: Context,
  id: Id,
  { amount: written, reason }: { amount: string; reason: string },
): Promise<Payout> {
  return onPayout(ctx, id, reason, (books, payout, act) => {
    if (payout.rail === "stripe_connect")
      throw new AppError("conflict", "Reverse the transfer in Stripe: it is noted here by itself.");
    if (!isPaid(payout.status))
      throw new AppError("conflict", `This payout is ${payout.status}: nothing of it can have come back.`);
    return takeBack(books, payout, minor(payout.reversed + readReturn(payout, written)), act);
  });
}

function readReturn(payout: Payout, written: string): Minor {
  const { currency } = payout;
  const amount = readAmount(written, currency);
  if (amount > 0n && amount <= payout.amount - payout.reversed) return amount;
  throw new AppError(
    "invalid_amount",
    `${written} ${currency} is not between nothing and what is left of this payout.`,
  );
}
