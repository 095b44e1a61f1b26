import type { Millis } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { CommissionRow } from "../store/ledger";

/** Why an entry cannot be approved; null where it can, or is already. */
export function whyNotApproved(entry: CommissionRow, now: Millis): AppError | null {
  if (entry.status === "reversed")
    return new AppError("conflict", "This commission was reversed, so it cannot be approved.");
  if (entry.status !== "pending" || entry.availableAt <= now) return null;
  const until = new Date(entry.availableAt).toISOString();
  return new AppError(
    "holdback_active",
    `This commission is in holdback until ${until}; it can be approved then.`,
    { detail: { availableAt: until } },
  );
}

/**
 * Why a derived entry cannot be reversed. The decision is about the whole key: also what was paid for it, or is being paid, beside
 * an open entry; those are `final`.
 */
export function whyNotReversed(
  entry: CommissionRow,
  final: readonly CommissionRow[],
  clawback: boolean,
): AppError | null {
  if (entry.amount < 0n) {
    return new AppError(
      "conflict",
      "A negative entry takes money back; reversing it is not possible. Undo the reversal or refund that caused it.",
    );
  }
  const claimed = final.find((one) => one.status !== "paid");
  if (claimed) {
    return new AppError(
      "commission_in_payout",
      "This commission is part of a payout under way. Release the payout first, or wait until it is paid.",
      { detail: { payoutId: claimed.payoutId } },
    );
  }
  if (final.length > 0 && !clawback) {
    return new AppError(
      "already_paid",
      "This commission was paid. Send clawback: true to take the amount off the partner's next payout.",
    );
  }
  return null;
}

/** Why an entry that does not follow from facts cannot be reversed. */
export function whyNotWrittenOff(entry: CommissionRow): AppError | null {
  return entry.status === "paid" || entry.payoutId !== null
    ? new AppError(
        "conflict",
        "This entry belongs to a payout and cannot be reversed. An entry by hand of the opposite amount makes up for it.",
      )
    : null;
}
