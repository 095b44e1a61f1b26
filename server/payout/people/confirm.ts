import type { Millis } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Act, Books } from "../books";
import { bookPaid, move } from "../move";
import { isPaid, type Payout } from "../rules";

export type Confirmation = { reference: string; paidAt: Millis };

/**
 * Notes that a person paid a payout outside. A held payout over Stripe is confirmed by the id of its transfer, which is read from
 * Stripe before it counts. The same reference again changes nothing.
 */
export async function confirmIn(
  books: Books,
  payout: Payout,
  { reference, paidAt }: Confirmation,
  act: Act,
): Promise<Payout> {
  if (isPaid(payout.status)) return refuseOther(payout, reference);
  if (payout.rail === "stripe_connect") return confirmTransfer(books, payout, reference, act);
  if (payout.status !== "planned" && payout.status !== "sending")
    throw new AppError("conflict", gone(payout));
  const sent = payout.status === "planned" ? await move(books, payout, "sending", {}, act) : payout;
  return bookPaid(books, sent, { reference, paidAt }, act);
}

function refuseOther(payout: Payout, reference: string): Payout {
  const known = payout.reference ?? payout.transferId;
  if (known === reference) return payout;
  throw new AppError("conflict", `This payout was paid with the reference ${known ?? "of nobody"} already.`, {
    detail: { reference: known },
  });
}

async function confirmTransfer(books: Books, payout: Payout, transferId: string, act: Act): Promise<Payout> {
  if (payout.status === "sending" && payout.transferId === transferId) return payout;
  if (payout.status !== "held") {
    const planned = payout.status === "planned" || payout.status === "sending";
    throw new AppError(
      "conflict",
      planned ? "Payouts over Stripe confirm themselves, once the transfer is read back." : gone(payout),
    );
  }
  const other = await books.payoutOf(transferId);
  if (other !== null && other !== payout.id)
    throw new AppError("conflict", `The transfer ${transferId} is that of payout ${other}.`);
  const chosen = {
    transferId,
    verdict: "hold",
    lookFirst: false,
    askedAt: null,
    sender: null,
    attempts: 0,
  } as const;
  return move(books, payout, "sending", { ...chosen, reason: null, detail: null, nextAt: act.at }, act);
}

function gone({ status, reason }: Payout): string {
  const why = reason === null ? "" : ` (${reason})`;
  return `This payout is ${status}${why} and its commissions are free again, so it cannot be confirmed.`;
}
