import type { Currency } from "@/server/money/currency";
import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";

/** How money reaches a partner. */
export type Rail = "stripe_connect" | "manual" | "paypal_file" | "wise_file";
/** What a brand or a partner wants; `auto` is Stripe where the partner's account takes transfers, else by hand. */
export type Preference = "auto" | Rail;

export type PayoutStatus =
  | "planned"
  | "sending"
  | "paid"
  | "failed"
  | "held"
  | "canceled"
  | "partially_reversed"
  | "reversed";

/** What follows when Stripe's transfers were looked through and hold none of this payout. */
export type Verdict =
  /** A person decides. */
  | "hold"
  /** A person decided to send it again. */
  | "resend"
  /** It was refused, or a person gave it up: it fails, and its entries are free. */
  | "fail";

/** A payout as its rules see it. Instants are epoch milliseconds, amounts minor units of `currency`. */
export type Payout = {
  id: Id;
  partnerId: Id;
  currency: Currency;
  /** Above zero, frozen when planned. */
  amount: Minor;
  rail: Rail;
  destination: string | null;
  status: PayoutStatus;
  reason: string | null;
  detail: string | null;
  reference: string | null;
  transferId: string | null;
  fileId: Id | null;
  /** How much came back, from 0 to `amount`. */
  reversed: Minor;
  generation: number;
  attempts: number;
  sender: string | null;
  askedAt: Millis | null;
  lastAskedAt: Millis | null;
  unclear: boolean;
  lookFirst: boolean;
  verdict: Verdict;
  nextAt: Millis | null;
  lease: Id | null;
  leaseUntil: Millis | null;
  createdAt: Millis;
  createdBy: string;
  paidAt: Millis | null;
  endedAt: Millis | null;
};

/** What may change of a payout. */
export type PayoutChanges = Partial<
  Omit<Payout, "id" | "partnerId" | "currency" | "amount" | "rail" | "createdAt" | "createdBy">
>;

const STEPS: Readonly<Record<PayoutStatus, readonly PayoutStatus[]>> = {
  planned: ["sending", "canceled"],
  sending: ["paid", "failed", "held"],
  held: ["sending"],
  paid: ["partially_reversed", "reversed"],
  partially_reversed: ["reversed"],
  reversed: [],
  failed: [],
  canceled: [],
};

/** Whether a payout may go from one state to the other. The database refuses all else. */
export function mayMove(from: PayoutStatus, to: PayoutStatus): boolean {
  return STEPS[from].includes(to);
}

/** Whether its entries are claimed and not paid yet. */
export function isOpen(status: PayoutStatus): boolean {
  return status === "planned" || status === "sending" || status === "held";
}

/** Whether the money left. */
export function isPaid(status: PayoutStatus): boolean {
  return status === "paid" || status === "partially_reversed" || status === "reversed";
}

/** The state of a payout of which this much came back in all. */
export function stateAfterReturn(amount: Minor, reversed: Minor): "paid" | "partially_reversed" | "reversed" {
  if (reversed === 0n) return "paid";
  return reversed === amount ? "reversed" : "partially_reversed";
}

/** How the books and Stripe can differ. */
export type FindingKind =
  /** Paid here, and Stripe holds no such transfer. */
  | "transfer_missing"
  /** The transfer is not what the payout says. */
  | "transfer_differs"
  /** Stripe holds a transfer that no payout was booked for. */
  | "stray_transfer"
  /** Stripe took more back than was known: it was noted now. */
  | "reversal_learnt"
  /** Stripe holds the transfer of a payout that was not booked yet: it is being booked. */
  | "transfer_learnt"
  /** Held, or under way for longer than a day: a person should look. */
  | "needs_a_person";

/** One difference, in words for a person. `repaired`: nothing is left to do. */
export type Finding = {
  kind: FindingKind;
  payoutId: Id | null;
  transferId: string | null;
  message: string;
  repaired: boolean;
};
