import { AppError } from "@/server/platform/errors";
import type { Act, Books } from "../books";
import { move } from "../move";
import type { Payout } from "../rules";

/**
 * Takes a payout out of the way and frees its entries. One that nothing was sent for is canceled at once. One that is held fails
 * only after Stripe was looked through once more: if there is a transfer after all, it is booked instead.
 */
export async function releaseIn(books: Books, payout: Payout, act: Act): Promise<Payout> {
  if (payout.status === "canceled") return payout;
  if (payout.status === "planned") {
    await books.freeEntries(payout.id);
    return move(books, payout, "canceled", { nextAt: null, endedAt: act.at }, act);
  }
  if (payout.status === "held") {
    const decided = { verdict: "fail", reason: "released", detail: act.note, ...lookAgain(act) } as const;
    return move(books, payout, "sending", decided, act);
  }
  throw new AppError("conflict", refusal(payout));
}

/** Begins anew with a look through Stripe's transfers. */
export function lookAgain(act: Act) {
  return {
    lookFirst: true,
    transferId: null,
    sender: null,
    askedAt: null,
    attempts: 0,
    nextAt: act.at,
  } as const;
}

function refusal({ status, rail, fileId }: Payout): string {
  if (status !== "sending") return `This payout is ${status}: there is nothing to release.`;
  if (rail === "stripe_connect")
    return "This payout is being sent already. It will be paid, fail or be held for you; a held one can be released.";
  return `This payout is in the file ${fileId ?? ""}: confirm it when it was paid, or fail it when it was not.`;
}
