import { minor } from "@/server/money/minor";
import { DAY_MS, type Millis } from "@/server/platform/clock";
import type { Transfer } from "@/server/stripe/connect/transfer";
import { type Finding, type FindingKind, isPaid, type Payout } from "../rules";
import { differenceOf } from "../sending/decide";
import { sumText } from "../sum";

/** Under way for longer than this, a payout is shown to a person. */
const LONG_MS = DAY_MS;

/** What to do about one payout and the transfers that Stripe holds of it. */
export type Comparison = { learn: Transfer[]; findings: Finding[] };

/** Compares a payout over Stripe with the transfers of its group. */
export function compare(payout: Payout, transfers: readonly Transfer[], now: Millis): Comparison {
  const result: Comparison = { learn: [], findings: [] };
  const about = (kind: FindingKind, transferId: string | null, message: string, repaired = false): void => {
    result.findings.push({ kind, payoutId: payout.id, transferId, message, repaired });
  };
  for (const transfer of transfers) compareOne(payout, transfer, result, about);
  if (isPaid(payout.status) && !transfers.some((one) => one.id === payout.transferId)) {
    about(
      "transfer_missing",
      payout.transferId,
      "This payout is booked as paid, and Stripe holds no such transfer.",
    );
  }
  if (payout.status === "held")
    about("needs_a_person", payout.transferId, `Held: ${payout.detail ?? payout.reason ?? "no reason"}`);
  if (payout.status === "sending" && now - payout.createdAt > LONG_MS)
    about(
      "needs_a_person",
      payout.transferId,
      "Stripe has given no clear answer for more than a day; it is asked again.",
    );
  return result;
}

function compareOne(
  payout: Payout,
  transfer: Transfer,
  result: Comparison,
  about: (kind: FindingKind, transferId: string | null, message: string, repaired?: boolean) => void,
): void {
  const difference = differenceOf(payout, transfer);
  const own = payout.transferId === transfer.id;
  if (own && difference !== null) return about("transfer_differs", transfer.id, difference);
  if (own && isPaid(payout.status)) {
    if (transfer.reversed <= payout.reversed) return;
    result.learn.push(transfer);
    const words = `Stripe reversed ${sumText(transfer.reversed, transfer.currency)} of ${sumText(transfer.amount, transfer.currency)}.`;
    return about("reversal_learnt", transfer.id, words, true);
  }
  if (isExpected(payout) && difference === null) {
    if (own) return;
    result.learn.push(transfer);
    return about(
      "transfer_learnt",
      transfer.id,
      "Stripe holds the transfer of this payout: it is being booked.",
      true,
    );
  }
  if (transfer.reversed === transfer.amount) return;
  const words = `Stripe holds ${sumText(minor(transfer.amount - transfer.reversed), transfer.currency)} that no payout was booked for. Reverse the transfer, or take it off the partner's balance.`;
  about("stray_transfer", transfer.id, words);
}

/** Whether a transfer of this payout may still turn up and is booked when it does. */
export function isExpected(payout: Payout): boolean {
  if (payout.status === "sending") return payout.transferId === null;
  return payout.status === "held" && (payout.reason === "no_transfer_found" || payout.reason === "no_answer");
}
