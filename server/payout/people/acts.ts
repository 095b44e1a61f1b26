import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { DAY_MS, type Millis, now } from "@/server/platform/clock";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Act, Books } from "../books";
import { isPaid, type Payout } from "../rules";
import { booksOn } from "../store/books";
import { confirmIn, whyNotTogether } from "./confirm";
import { failIn } from "./fail";
import { releaseIn } from "./release";
import { retryIn } from "./retry";

export function releasePayout(ctx: Context, id: Id): Promise<Payout> {
  return onPayout(ctx, id, "released", releaseIn);
}

export function retryPayout(ctx: Context, id: Id): Promise<Payout> {
  return onPayout(ctx, id, "is to be tried again", retryIn);
}

export type Confirmed = { reference: string; paidAt?: Millis | undefined };

/** `paidAt`: not later than tomorrow; now unless told. 409 `conflict` with another reference than the one it was paid with. */
export function confirmPayout(ctx: Context, id: Id, confirmed: Confirmed): Promise<Payout> {
  return confirmWith(ctx, id, confirmed, confirmIn);
}

/** The same for one of a file that was sent as a whole. One that somebody noted as failed meanwhile stays as it is. */
export function confirmUnlessFailed(ctx: Context, id: Id, confirmed: Confirmed): Promise<Payout> {
  return confirmWith(ctx, id, confirmed, (books, payout, confirmation, act) =>
    payout.status === "failed" ? Promise.resolve(payout) : confirmIn(books, payout, confirmation, act),
  );
}

/** One of several, with a reference that they share. 409 `conflict` for one over Stripe. */
export function confirmTogether(ctx: Context, id: Id, confirmed: Confirmed): Promise<Payout> {
  return confirmWith(ctx, id, confirmed, (books, payout, confirmation, act) => {
    const refusal = isPaid(payout.status) ? null : whyNotTogether(payout);
    if (refusal) throw refusal;
    return confirmIn(books, payout, confirmation, act);
  });
}

function confirmWith(
  ctx: Context,
  id: Id,
  { reference, paidAt = now() }: Confirmed,
  confirm: typeof confirmIn,
): Promise<Payout> {
  refuseFuture(paidAt);
  const note = `confirmed with the reference ${reference}`;
  return onPayout(ctx, id, note, (books, payout, act) => confirm(books, payout, { reference, paidAt }, act));
}

export function refuseFuture(paidAt: Millis): void {
  if (paidAt > now() + DAY_MS)
    throw new AppError("invalid_time", "paidAt lies in the future: confirm a payout when it was paid.");
}

export function failPayout(ctx: Context, id: Id, reason: string): Promise<Payout> {
  return onPayout(ctx, id, reason, (books, payout, act) => failIn(books, payout, reason, act));
}

/** What a person does to a payout that the transaction holds. */
export type Deed = (books: Books, payout: Payout, act: Act) => Promise<Payout>;

/** One act of a person on one payout, which nobody else changes meanwhile. */
export function onPayout(ctx: Context, id: Id, note: string, deed: Deed): Promise<Payout> {
  permitBrand(ctx.actor, "payouts:write");
  return transact(ctx, async (tx) => {
    const books = booksOn(tx, ctx.services);
    const payout = found(await books.hold(id), "payout_not_found", `There is no payout ${id}.`);
    return deed(books, payout, { at: now(), by: actorName(ctx.actor), note });
  });
}
