import { HOUR_MS, type Millis } from "@/server/platform/clock";
import type { Answer, Transfer } from "@/server/stripe/connect/transfer";
import type { Payout } from "../rules";
import { sumText } from "../sum";
import { KEY_LIFE_MS, pauseAfter, SETTLE_MS, type Step } from "./steps";

/** How long Stripe may stay without a clear answer before a person is asked. */
const PATIENCE_MS = 72 * HOUR_MS;

/** Why a payout waits for a person. */
export type HoldReason =
  | "no_transfer_found"
  | "several_transfers"
  | "transfer_differs"
  | "transfer_missing"
  | "key_used_for_other"
  | "sender_changed"
  | "cannot_ask"
  | "no_answer";

/** What an answer means for the payout. */
export type Decision =
  /** There is a transfer; it is read back before it counts. */
  | { to: "found"; transferId: string }
  | { to: "paid"; transfer: Transfer }
  | { to: "failed"; reason: string; detail: string }
  | { to: "held"; reason: HoldReason; detail: string }
  /** Asked again at `at`, with the same key as long as it lives. */
  | { to: "again"; at: Millis; unclear: boolean; detail: string }
  /** Refused after an unclear answer: it fails once no transfer of it is found. */
  | { to: "look"; at: Millis; reason: string; detail: string }
  /** A person wants it sent, and no transfer of it exists: another generation. */
  | { to: "resend" };

/** Decides what an answer means. `payout.attempts` counts the request that was answered. */
export function decide(payout: Payout, step: Step, answer: Answer, now: Millis): Decision {
  if (answer.kind === "unclear") return unclear(payout, step, answer, now);
  if (answer.kind === "other_content")
    return { to: "held", reason: "key_used_for_other", detail: answer.message };
  switch (step.do) {
    case "create":
      if (answer.kind === "transfer") return { to: "found", transferId: answer.transfer.id };
      if (answer.kind === "refused") return refused(payout, answer, now);
      break;
    case "look_up":
      if (answer.kind === "transfers") return lookedUp(payout, answer.transfers, now);
      break;
    case "read_back":
      if (answer.kind === "transfer") return readBack(payout, answer.transfer);
      if (answer.kind === "missing")
        return {
          to: "held",
          reason: "transfer_missing",
          detail: `Stripe has no transfer ${step.transferId}.`,
        };
      break;
    case "wait":
    case "hold":
      break;
  }
  const detail = answer.kind === "refused" ? answer.message : `${step.do} was answered with ${answer.kind}`;
  return { to: "held", reason: "cannot_ask", detail };
}

function unclear(payout: Payout, step: Step, answer: Answer & { kind: "unclear" }, now: Millis): Decision {
  const detail = `${answer.code}: ${answer.message}`;
  if (payout.askedAt !== null && now - payout.askedAt > PATIENCE_MS)
    return { to: "held", reason: "no_answer", detail };
  return { to: "again", at: now + pauseAfter(payout.attempts), unclear: step.do === "create", detail };
}

/** A first request that is refused did nothing. After an unclear one, that one may still have had its effect. */
function refused(payout: Payout, answer: Answer & { kind: "refused" }, now: Millis): Decision {
  const why = { reason: answer.code, detail: answer.message };
  return payout.unclear ? { to: "look", at: now + SETTLE_MS, ...why } : { to: "failed", ...why };
}

function lookedUp(payout: Payout, all: readonly Transfer[], now: Millis): Decision {
  const standing = standingOf(payout, all);
  const [only, ...others] = standing;
  if (others.length > 0) {
    const detail = `Stripe holds ${standing.map((one) => one.id).join(", ")}.`;
    return { to: "held", reason: "several_transfers", detail };
  }
  if (only) {
    const difference = differenceOf(payout, only);
    if (difference !== null) return { to: "held", reason: "transfer_differs", detail: difference };
    return { to: "found", transferId: only.id };
  }
  if (payout.verdict === "resend") return { to: "resend" };
  if (payout.verdict === "fail")
    return { to: "failed", reason: payout.reason ?? "released", detail: payout.detail ?? "" };
  if (payout.askedAt !== null && now < payout.askedAt + KEY_LIFE_MS)
    return { to: "again", at: now, unclear: false, detail: "Stripe holds no transfer of it yet." };
  return {
    to: "held",
    reason: "no_transfer_found",
    detail: "Stripe gave no clear answer, and holds no transfer of this payout.",
  };
}

/** A transfer that was wholly taken back is none, once a person has decided or where there is another. */
function standingOf(payout: Payout, transfers: readonly Transfer[]): readonly Transfer[] {
  if (transfers.length === 1 && payout.verdict === "hold") return transfers;
  return transfers.filter((one) => one.reversed < one.amount);
}

function readBack(payout: Payout, transfer: Transfer): Decision {
  const difference = differenceOf(payout, transfer);
  if (difference === null) return { to: "paid", transfer };
  return { to: "held", reason: "transfer_differs", detail: difference };
}

/** In words, what of a transfer is not as the payout says; null when all is. */
export function differenceOf(payout: Payout, transfer: Transfer): string | null {
  if (transfer.group !== payout.id)
    return `Transfer ${transfer.id} belongs to ${transfer.group ?? "nothing"}.`;
  if (transfer.currency !== payout.currency || transfer.amount !== payout.amount) {
    return `Transfer ${transfer.id} is over ${sumText(transfer.amount, transfer.currency)}, the payout over ${sumText(payout.amount, payout.currency)}.`;
  }
  if (transfer.destination === payout.destination) return null;
  return `Transfer ${transfer.id} went to ${transfer.destination}, not to ${payout.destination ?? "nobody"}.`;
}
