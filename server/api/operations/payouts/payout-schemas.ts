import { z } from "zod";
import { presentMoney, presentTime } from "@/server/api/rest/present";
import { isoTime, money, replyId } from "@/server/api/rest/schemas";
import type { PayoutDetail } from "@/server/payout/list";
import { reasonWords } from "@/server/payout/reasons";
import type { Payout } from "@/server/payout/rules";

export const rail = z.enum(["stripe_connect", "manual", "paypal_file", "wise_file"]);
export const preference = z.enum(["auto", ...rail.options]);
export const payoutStatus = z.enum([
  "planned",
  "sending",
  "paid",
  "failed",
  "held",
  "canceled",
  "partially_reversed",
  "reversed",
]);

const fields = {
  id: replyId,
  partnerId: replyId,
  amount: money,
  rail,
  status: payoutStatus,
  reason: z.string().nullable().meta({ description: "A code for why it failed or is held." }),
  message: z.string().nullable().meta({ description: "The reason in words, with the way out." }),
  reference: z.string().nullable().meta({ description: "What it was confirmed with; Stripe's transfer id." }),
  destination: z.string().nullable().meta({ description: "Stripe account, or PayPal or Wise address." }),
  fileId: replyId.nullable(),
  returned: money.meta({ description: "How much of it came back." }),
  createdAt: isoTime,
  paidAt: isoTime.nullable(),
};

/** A payout on the wire. */
export const payoutReply = z.object(fields).meta({ id: "Payout" });

export const payoutDetailReply = z
  .object({
    ...fields,
    entries: z.array(
      z.object({
        id: replyId,
        programId: replyId,
        programName: z.string(),
        eventId: replyId.nullable(),
        kind: z.string(),
        amount: money,
        createdAt: isoTime,
        reason: z.string().nullable(),
      }),
    ),
    returns: z.array(z.object({ id: replyId, amount: money, note: z.string(), at: isoTime })),
    steps: z.array(z.object({ status: payoutStatus, note: z.string(), at: isoTime, by: z.string() })),
  })
  .meta({ id: "PayoutDetail" });

export function presentPayout(payout: Payout): z.output<typeof payoutReply> {
  const { id, partnerId, currency, rail, status, reason, destination, fileId } = payout;
  return {
    id,
    partnerId,
    amount: presentMoney(payout.amount, currency),
    rail,
    status,
    reason,
    message: reasonWords(payout),
    reference: payout.reference ?? payout.transferId,
    destination,
    fileId,
    returned: presentMoney(payout.reversed, currency),
    createdAt: presentTime(payout.createdAt),
    paidAt: presentTime(payout.paidAt),
  };
}

export function presentDetail({
  payout,
  entries,
  returns,
  steps,
}: PayoutDetail): z.output<typeof payoutDetailReply> {
  return {
    ...presentPayout(payout),
    entries: entries.map(({ amount, currency, createdAt, ...entry }) => ({
      ...entry,
      amount: presentMoney(amount, currency),
      createdAt: presentTime(createdAt),
    })),
    returns: returns.map(({ id, amount, note, at }) => ({
      id,
      amount: presentMoney(amount, payout.currency),
      note,
      at: presentTime(at),
    })),
    steps: steps.map(({ at, ...step }) => ({ ...step, at: presentTime(at) })),
  };
}
