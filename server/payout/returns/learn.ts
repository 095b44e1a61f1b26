import type { Millis } from "@/server/platform/clock";
import { parseId } from "@/server/platform/ids";
import type { Transfer } from "@/server/stripe/connect/transfer";
import type { Books } from "../books";
import { move } from "../move";
import { isExpected } from "../reconciliation/findings";
import { isPaid } from "../rules";
import { differenceOf } from "../sending/decide";
import { takeBack } from "./take-back";

/**
 * What became of news about a transfer. `stray`: no payout was booked for it, and reconciling tells a person. `named_for_other`: a
 * person named it for another payout, which gives it up when it is read back; this one's own look finds it then.
 */
export type Learnt = "booked_soon" | "returned" | "known" | "stray" | "named_for_other" | "not_ours";

/**
 * Takes in what is told of a transfer, by webhook or by reconciling, in any order and any number of times. A transfer that an
 * unclear request made is not booked from this: it is read back first.
 */
export async function learn(books: Books, transfer: Transfer, by: string, now: Millis): Promise<Learnt> {
  const id = parseId(transfer.group ?? "");
  const payout = id === null ? null : await books.hold(id);
  if (payout?.rail !== "stripe_connect") return "not_ours";
  if (isPaid(payout.status) && payout.transferId === transfer.id) {
    if (transfer.reversed <= payout.reversed || transfer.amount !== payout.amount) return "known";
    await takeBack(books, payout, transfer.reversed, {
      at: now,
      by,
      note: `Stripe reversed transfer ${transfer.id}`,
    });
    return "returned";
  }
  if (payout.transferId === transfer.id) return "known";
  if (!isExpected(payout) || differenceOf(payout, transfer) !== null) return "stray";
  if ((await books.payoutOf(transfer.id)) !== null) return "named_for_other";
  const found = { transferId: transfer.id, nextAt: Math.max(now, payout.leaseUntil ?? 0) };
  const act = { at: now, by, note: `learnt of transfer ${transfer.id}` };
  if (payout.status === "held") {
    await move(books, payout, "sending", { ...found, nextAt: now, verdict: "hold", lookFirst: false }, act);
  } else {
    await books.save(payout.id, found);
    await books.note(payout.id, payout.status, act);
  }
  return "booked_soon";
}
