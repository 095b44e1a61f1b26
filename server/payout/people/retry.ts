import { AppError } from "@/server/platform/errors";
import type { Act, Books } from "../books";
import { move } from "../move";
import type { Payout } from "../rules";
import { lookAgain } from "./release";

/**
 * Sends a held payout again, after Stripe was looked through once more: a transfer that is found is booked, and only if there is
 * none another is made. One that is being sent is tried at once.
 */
export async function retryIn(books: Books, payout: Payout, act: Act): Promise<Payout> {
  if (payout.rail === "stripe_connect" && payout.status === "held") {
    const decided = { verdict: "resend", reason: null, detail: null, ...lookAgain(act) } as const;
    return move(books, payout, "sending", decided, act);
  }
  if (payout.rail === "stripe_connect" && (payout.status === "sending" || payout.status === "planned")) {
    // A lease ends by itself; nobody else may ask as long as it lasts.
    const nextAt = Math.max(act.at, payout.leaseUntil ?? 0);
    await books.save(payout.id, { nextAt });
    return { ...payout, nextAt };
  }
  throw new AppError("conflict", refusal(payout));
}

function refusal({ status, rail }: Payout): string {
  if (status === "failed")
    return "This payout failed and its commissions are free again: the next run pays them. Run payouts for this partner.";
  if (rail !== "stripe_connect" && status !== "canceled")
    return "This payout is paid by hand: confirm it when it was paid.";
  return `This payout is ${status}: there is nothing to try again.`;
}
