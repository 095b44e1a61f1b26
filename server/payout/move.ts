import { assert } from "@/server/platform/errors";
import type { Act, Books } from "./books";
import { payoutMessage } from "./messages";
import { mayMove, type Payout, type PayoutChanges, type PayoutStatus } from "./rules";

const NO_LEASE = { lease: null, leaseUntil: null } as const;

/** Takes a payout that the caller holds to another state, with a line in its history. */
export async function move(
  books: Books,
  payout: Payout,
  status: PayoutStatus,
  changes: PayoutChanges,
  act: Act,
): Promise<Payout> {
  assert(mayMove(payout.status, status), `payout ${payout.id} goes from ${payout.status} to ${status}`);
  await books.save(payout.id, { ...changes, status });
  await books.note(payout.id, status, act);
  return { ...payout, ...changes, status };
}

/** Books a payout as paid, and its entries with it. */
export async function bookPaid(
  books: Books,
  payout: Payout,
  changes: PayoutChanges & { paidAt: number },
  act: Act,
): Promise<Payout> {
  const entries = await books.payEntries(payout.id, changes.paidAt);
  const cleared = { reason: null, detail: null, nextAt: null, endedAt: act.at, ...NO_LEASE };
  const paid = await move(books, payout, "paid", { ...cleared, ...changes }, act);
  await books.tell([
    payoutMessage("paid", paid),
    ...entries.map((id) => ({
      topic: "commission.paid",
      subject: id,
      payload: { commissionId: id, payoutId: payout.id },
    })),
  ]);
  return paid;
}

/** Fails a payout. Its entries are free for the next one. */
export async function bookFailed(
  books: Books,
  payout: Payout,
  { reason, detail }: { reason: string; detail: string },
  act: Act,
): Promise<Payout> {
  await books.freeEntries(payout.id);
  const failed = await move(
    books,
    payout,
    "failed",
    { reason, detail, nextAt: null, endedAt: act.at, ...NO_LEASE },
    act,
  );
  await books.tell([payoutMessage("failed", failed)]);
  return failed;
}

/** Lets a payout wait for a person, and has its partner told. */
export async function bookHeld(
  books: Books,
  payout: Payout,
  changes: PayoutChanges & { reason: string; detail: string },
  act: Act,
): Promise<Payout> {
  const held = await move(books, payout, "held", { ...changes, nextAt: null, ...NO_LEASE }, act);
  await books.tell([payoutMessage("held", held)]);
  return held;
}
