import { exponentOf } from "@/server/money/currency";
import { formatMinor } from "@/server/money/minor";
import type { Message } from "@/server/platform/outbox";
import type { Payout } from "./rules";

type Told = Pick<Payout, "id" | "partnerId" | "amount" | "currency" | "rail"> &
  Partial<Pick<Payout, "reason" | "reference" | "transferId">>;

/** What others learn of a payout. */
export function payoutMessage(what: "created" | "paid" | "failed" | "held", payout: Told): Message {
  const { id, partnerId, amount, currency, rail } = payout;
  return {
    topic: `payout.${what}`,
    subject: id,
    payload: {
      payoutId: id,
      partnerId,
      amount: { amount: formatMinor(amount, exponentOf(currency)), minor: Number(amount), currency },
      rail,
      ...(what === "paid" ? { reference: payout.reference ?? payout.transferId ?? null } : {}),
      ...(what === "failed" || what === "held" ? { reason: payout.reason ?? null } : {}),
    },
  };
}
