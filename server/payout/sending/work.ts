import type { Millis } from "@/server/platform/clock";
import { assert } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import type { Answer, Transfers } from "@/server/stripe/connect/transfer";
import type { Act, Books } from "../books";
import { bookFailed, bookHeld, bookPaid, move } from "../move";
import { takeBack } from "../returns/take-back";
import type { Payout, PayoutChanges } from "../rules";
import { type Decision, decide } from "./decide";
import { CALL_LIMIT_MS, LEASE_MS, nextStep, pauseAfter, type Step } from "./steps";

/** One request that one worker may make until its lease ends. */
export type Assignment = { payout: Payout; step: Step; lease: Id; until: Millis };

const BY = "sending";
/** Payouts that only wait or are held are passed over; this many in one transaction. */
const MAX_PASSED = 50;

/**
 * Takes the next payout that is due and writes down what will be asked, before it is asked: a crash after this leaves a payout
 * that is asked again with the same key. Null when nothing is due.
 */
export async function begin(books: Books, account: string, now: Millis): Promise<Assignment | null> {
  for (let passed = 0; passed < MAX_PASSED; passed++) {
    const payout = await books.holdDue(now);
    if (!payout) return null;
    const step = nextStep(payout, account, now);
    if (step.do === "wait") await books.save(payout.id, { nextAt: step.until });
    else if (step.do === "hold") await holdChanged(books, await started(books, payout, now), now);
    else return assign(books, await started(books, payout, now), step, account, now);
  }
  return null;
}

async function started(books: Books, payout: Payout, now: Millis): Promise<Payout> {
  if (payout.status !== "planned") return payout;
  return move(books, payout, "sending", {}, { at: now, by: BY, note: "is being sent" });
}

async function assign(
  books: Books,
  payout: Payout,
  step: Step,
  account: string,
  now: Millis,
): Promise<Assignment> {
  const lease = newId();
  const until = now + LEASE_MS;
  const changes: PayoutChanges = {
    attempts: payout.attempts + 1,
    lease,
    leaseUntil: until,
    nextAt: until,
    ...(step.do === "create" ? { sender: account, askedAt: payout.askedAt ?? now, lastAskedAt: now } : {}),
  };
  await books.save(payout.id, changes);
  return { payout: { ...payout, ...changes }, step, lease, until };
}

function holdChanged(books: Books, payout: Payout, now: Millis): Promise<Payout> {
  const detail =
    "The brand's Stripe account was changed after the transfer was asked for. Look in the earlier account whether it was made.";
  const note = "held: another Stripe account is connected now";
  return bookHeld(books, payout, { reason: "sender_changed", detail }, { at: now, by: BY, note });
}

/** Asks Stripe, outside any transaction. Null when too little of the lease is left: another worker may be at it by then. */
export async function perform(
  transfers: Transfers,
  { payout, step, until }: Assignment,
  now: Millis,
): Promise<Answer | null> {
  if (now > until - CALL_LIMIT_MS) return null;
  switch (step.do) {
    case "create": {
      const { amount, currency, destination, generation } = payout;
      assert(destination !== null, `payout ${payout.id} over Stripe has a destination`);
      return transfers.create({ key: step.key, group: payout.id, amount, currency, destination, generation });
    }
    case "look_up":
      return transfers.ofGroup(payout.id);
    case "read_back":
      return transfers.read(step.transferId);
    case "wait":
    case "hold":
      return null;
  }
}

/** Writes down what the answer means. An answer that comes after the lease went to another worker is dropped. */
export async function finish(
  books: Books,
  { payout: { id }, step, lease }: Assignment,
  answer: Answer,
  now: Millis,
): Promise<Decision["to"] | "dropped"> {
  const payout = await books.hold(id);
  if (payout?.status !== "sending" || payout.lease !== lease) return "dropped";
  const learntMeanwhile = payout.transferId !== null && step.do !== "read_back";
  const decision: Decision = learntMeanwhile
    ? { to: "found", transferId: payout.transferId ?? "" }
    : decide(payout, step, answer, now);
  await carryOut(books, payout, decision, now);
  return decision.to;
}

const FREE = { lease: null, leaseUntil: null } as const;

async function carryOut(books: Books, payout: Payout, decision: Decision, now: Millis): Promise<void> {
  const act = (note: string): Act => ({ at: now, by: BY, note });
  switch (decision.to) {
    case "found": {
      const { transferId } = decision;
      const other = await books.payoutOf(transferId);
      if (other !== null && other !== payout.id) {
        // A person named it for that one, which gives it up when it is read back.
        await books.save(payout.id, { ...FREE, nextAt: now + pauseAfter(1) });
        return books.note(
          payout.id,
          "sending",
          act(`found transfer ${transferId}, named for payout ${other}`),
        );
      }
      await books.save(payout.id, { ...FREE, transferId, nextAt: now });
      return books.note(payout.id, "sending", act(`found transfer ${transferId}`));
    }
    case "paid": {
      const { id, createdAt, reversed } = decision.transfer;
      const paid = await bookPaid(books, payout, { paidAt: createdAt }, act(`paid by transfer ${id}`));
      await takeBack(books, paid, reversed, act(`Stripe reversed transfer ${id}`));
      return;
    }
    case "failed":
      await bookFailed(books, payout, decision, act(`failed: ${decision.reason}`));
      return;
    case "held": {
      const { reason, detail } = decision;
      // A transfer that could not be booked here may be another payout's.
      await bookHeld(books, payout, { reason, detail, transferId: null }, act(`held: ${reason}`));
      return;
    }
    case "again": {
      const unclear = payout.unclear || decision.unclear;
      await books.save(payout.id, { ...FREE, nextAt: decision.at, unclear });
      return books.note(payout.id, "sending", act(decision.detail));
    }
    case "look": {
      const { reason, detail } = decision;
      await books.save(payout.id, {
        ...FREE,
        reason,
        detail,
        nextAt: decision.at,
        lookFirst: true,
        verdict: "fail",
      });
      return books.note(payout.id, "sending", act(`refused (${reason}) after an unclear answer`));
    }
    case "resend":
      await books.save(payout.id, { ...FREE, ...anotherGeneration(payout), nextAt: now });
      return books.note(payout.id, "sending", act("no transfer of it exists: it is sent again"));
  }
}

function anotherGeneration(payout: Payout): PayoutChanges {
  return {
    generation: payout.generation + 1,
    attempts: 0,
    sender: null,
    askedAt: null,
    unclear: false,
    lookFirst: false,
    verdict: "hold",
    reason: null,
    detail: null,
  };
}
