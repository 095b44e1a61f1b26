import type { Context } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/postgres/database";
import { readTransfer } from "@/server/stripe/connect/transfers";
import type { StripeEvent } from "@/server/stripe/webhook/webhook";
import { booksOn } from "../store/books";
import { learn } from "./learn";

/** Takes in a webhook about a transfer. One that no payout of ours made is left alone. */
export async function takeTransfer(ctx: Context, tx: Tx, event: StripeEvent): Promise<void> {
  const transfer = readTransfer(event.data.object);
  if (transfer) await learn(booksOn(tx, ctx.services), transfer, "stripe", now());
}
