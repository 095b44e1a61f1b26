import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { type Minor, minor } from "@/server/money/minor";
import { DAY_MS, type Millis, now } from "@/server/platform/clock";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Act, Books } from "../books";
import { takeBack } from "../returns/take-back";
import { isPaid, type Payout } from "../rules";
import { booksOn } from "../store/books";
import { confirmIn } from "./confirm";
import { failIn } from "./fail";
import { releaseIn } from "./release";
import { retryIn } from "./retry";

export function releasePayout(ctx: Context, id: Id): Promise<Payout> {
  return onPayout(ctx, id, "released", releaseIn);
}

export function retryPayout(ctx: Context, id: Id): Promise<Payout> {
  return onPayout(ctx, id, "is to be tried again", retryIn);
}

/** `paidAt`: not later than tomorrow; now unless told. 409 `conflict` with another reference than the one it was paid with. */
export function confirmPayout(
  ctx: Context,
  id: Id,
  { reference, paidAt = now() }: { reference: string; paidAt?: Millis | undefined },
): Promise<Payout> {
  if (paidAt > now() + DAY_MS)
    throw new AppError("invalid_time", "paidAt lies in the future: confirm a payout when it was paid.");
  const note = `confirmed with the reference ${reference}`;
  return onPayout(ctx, id, note, (books, payout, act) =>
    confirmIn(books, payout, { reference, paidAt }, act),
  );
}

export function failPayout(ctx: Context, id: Id, reason: string): Promise<Payout> {
  return onPayout(ctx, id, reason, (books, payout, act) => failIn(books, payout, reason, act));
}

/** Notes that `amount` of a payout that a person made came back. What Stripe takes back is learnt from Stripe. */
export function returnPayout(
  ctx: Context,
  id: Id,
  { amount, reason }: { amount: Minor; reason: string },
): Promise<Payout> {
  return onPayout(ctx, id, reason, (books, payout, act) => {
    if (payout.rail === "stripe_connect")
      throw new AppError("conflict", "Reverse the transfer in Stripe: it is noted here by itself.");
    if (!isPaid(payout.status))
      throw new AppError("conflict", `This payout is ${payout.status}: nothing can have come back.`);
    const total = minor(payout.reversed + amount);
    if (amount <= 0n || total > payout.amount)
      throw new AppError("invalid_amount", "More than what is left of this payout cannot come back.");
    return takeBack(books, payout, total, act);
  });
}

type Deed = (books: Books, payout: Payout, act: Act) => Promise<Payout>;

/** One act of a person on one payout, which nobody else changes meanwhile. */
function onPayout(ctx: Context, id: Id, note: string, deed: Deed): Promise<Payout> {
  permitBrand(ctx.actor, "payouts:write");
  return transact(ctx, async (tx) => {
    const books = booksOn(tx, ctx.services);
    const payout = found(await books.hold(id), "payout_not_found", `There is no payout ${id}.`);
    return deed(books, payout, { at: now(), by: actorName(ctx.actor), note });
  });
}
