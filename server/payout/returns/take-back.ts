import { message } from "@/server/commission/derive/messages";
import { type Minor, minor } from "@/server/money/minor";
import type { Act, Books } from "../books";
import { move } from "../move";
import { type Payout, stateAfterReturn } from "../rules";

/**
 * Notes that `total` of a paid payout has come back, in all. What of it is new becomes two entries of the ledger: one takes it
 * off what was paid, one is owed again once a person approves it. Learning the same twice, or an older total, changes nothing.
 */
export async function takeBack(books: Books, payout: Payout, total: Minor, act: Act): Promise<Payout> {
  if (total <= payout.reversed) return payout;
  const entries = await books.addReturn(payout, minor(total - payout.reversed), act);
  await books.tell(entries.map((id) => message("created", id)));
  const status = stateAfterReturn(payout.amount, total);
  if (status !== payout.status) return move(books, payout, status, { reversed: total }, act);
  await books.save(payout.id, { reversed: total });
  await books.note(payout.id, status, act);
  return { ...payout, reversed: total };
}
