import type { Millis } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Act, Books } from "../books";
import { bookPaid, move } from "../move";
import { isPaid, type Payout } from "../rules";

const CONFIRMS_ITSELF = "Payouts over Stripe confirm themselves, once the transfer is read back.";
const HAS_ITS_OWN = "A held payout over Stripe is confirmed on its own, with the id of its transfer.";

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
  if (!isUnderWay(payout)) throw new AppError("conflict", gone(payout));
  const sent = payout.status === "planned" ? await move(books, payout, "sending", {}, act) : payout;
  return bookPaid(books, sent, { reference, paidAt }, act);
}

/**
 * Why this payout cannot be one of several that are confirmed with one reference; null where it can. One over Stripe has a transfer of
 * its own.
 */
export function whyNotTogether(payout: Payout): AppError | null {
  if (isPaid(payout.status)) return paidAlready(payout);
  const byStripe = payout.rail === "stripe_connect";
  if (byStripe && payout.status === "held") return new AppError("conflict", HAS_ITS_OWN);
  if (!isUnderWay(payout)) return new AppError("conflict", gone(payout));
  return byStripe ? new AppError("conflict", CONFIRMS_ITSELF) : null;
}

function isUnderWay({ status }: Payout): boolean {
  return status === "planned" || status === "sending";
}

function paidAlready(payout: Payout): AppError {
  const known = payout.reference ?? payout.transferId;
  return new AppError(
    "conflict",
    `This payout was paid with the reference ${known ?? "of nobody"} already.`,
    {
      detail: { reference: known },
    },
  );
}

function refuseOther(payout: Payout, reference: string): Payout {
  const known = payout.reference ?? payout.transferId;
  if (known === reference) return payout;
  throw paidAlready(payout);
}

async function confirmTransfer(books: Books, payout: Payout, transferId: string, act: Act): Promise<Payout> {
  if (payout.status === "sending" && payout.transferId === transferId) return payout;
  if (payout.status !== "held") {
    throw new AppError("conflict", isUnderWay(payout) ? CONFIRMS_ITSELF : gone(payout));
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
