import { AppError } from "@/server/platform/errors";
import type { Act, Books } from "../books";
import { bookFailed } from "../move";
import type { Payout } from "../rules";

/** Notes that a payout in a file did not get through. Its entries are free for the next run. */
export async function failIn(books: Books, payout: Payout, reason: string, act: Act): Promise<Payout> {
  if (payout.status === "failed") return payout;
  if (payout.status === "sending" && payout.rail !== "stripe_connect")
    return bookFailed(books, payout, { reason: "failed_outside", detail: reason }, act);
  throw new AppError("conflict", refusal(payout));
}

function refusal({ status, rail }: Payout): string {
  if (status === "planned") return "Nothing was sent for this payout yet: release it.";
  if (rail === "stripe_connect")
    return "Stripe decides whether this payout fails. A held one can be released.";
  return `This payout is ${status}, so it cannot fail.`;
}
