import { expect, test } from "vitest";
import { minor, ZERO } from "@/server/money/minor";
import { HOUR_MS, MINUTE_MS } from "@/server/platform/clock";
import type { Answer, Transfer } from "@/server/stripe/connect/transfer";
import type { Payout } from "../rules";
import { decide } from "./decide";
import { KEY_LIFE_MS, nextStep, SETTLE_MS, type Step } from "./steps";

const ASKED = 1_000_000;
const sending: Payout = {
  id: "P",
  partnerId: "A",
  currency: "USD",
  amount: minor(2_000),
  rail: "stripe_connect",
  destination: "acct_1",
  status: "sending",
  reason: null,
  detail: null,
  reference: null,
  transferId: null,
  fileId: null,
  reversed: ZERO,
  generation: 1,
  attempts: 1,
  sender: "brand",
  askedAt: ASKED,
  lastAskedAt: ASKED,
  unclear: false,
  lookFirst: false,
  verdict: "hold",
  nextAt: ASKED,
  lease: null,
  leaseUntil: null,
  createdAt: 0,
  createdBy: "admin",
  paidAt: null,
  endedAt: null,
};
const transfer: Transfer = {
  id: "tr_1",
  amount: minor(2_000),
  reversed: ZERO,
  currency: "USD",
  destination: "acct_1",
  group: "P",
  createdAt: ASKED,
};
const unclear = { kind: "unclear", code: "no_answer", message: "timed out" } as const;
const refusedAnswer = { kind: "refused", code: "balance_insufficient", message: "too little" } as const;
const list = (...transfers: Transfer[]): Answer => ({ kind: "transfers", transfers });
const create: Step = { do: "create", key: "k" };
const lookUp: Step = { do: "look_up" };
const readBack: Step = { do: "read_back", transferId: "tr_1" };

test.each<[Partial<Payout>, number, string]>([
  // what is known, how long after the first request → the next step
  [{ askedAt: null, lastAskedAt: null }, 0, "create"],
  [{ status: "planned", askedAt: null, lastAskedAt: null, attempts: 0 }, 0, "create"],
  [{ unclear: true }, MINUTE_MS, "create"],
  [{ unclear: true }, KEY_LIFE_MS - 1, "create"],
  [{ unclear: true }, KEY_LIFE_MS, "look_up"],
  [{ unclear: true, lastAskedAt: ASKED + KEY_LIFE_MS - 1 }, KEY_LIFE_MS, "wait"],
  [{ unclear: true, attempts: 2 }, MINUTE_MS, "create"],
  [{ unclear: true, attempts: 2 }, SETTLE_MS, "look_up"],
  [{ attempts: 2 }, SETTLE_MS, "create"],
  [{ lookFirst: true }, SETTLE_MS - 1, "wait"],
  [{ lookFirst: true }, SETTLE_MS, "look_up"],
  [{ lookFirst: true, askedAt: null, lastAskedAt: null }, 0, "look_up"],
  [{ transferId: "tr_1" }, 48 * HOUR_MS, "read_back"],
  [{ sender: "another account" }, MINUTE_MS, "hold"],
  [{ sender: "another account", askedAt: null }, MINUTE_MS, "create"],
])("a payout with %j is next, %i ms after the first request, at %s", (known, later, expected) => {
  expect(nextStep({ ...sending, ...known }, "brand", ASKED + later).do).toBe(expected);
});

test("the same generation asks with the same key, and another with another", () => {
  const keys = [sending, { ...sending, attempts: 9, unclear: true }, { ...sending, generation: 2 }].map(
    (one) => {
      const step = nextStep(one, "brand", ASKED);
      return step.do === "create" ? step.key : step.do;
    },
  );
  expect(keys[0]).toBe(keys[1]);
  expect(keys[0]).not.toBe(keys[2]);
});

test.each<[Step, Answer, Partial<Payout>, number, string]>([
  // the step, its answer, what was known, how long after the first request → what it means
  [create, { kind: "transfer", transfer }, {}, 0, "found"],
  [create, refusedAnswer, {}, 0, "failed balance_insufficient"],
  [create, refusedAnswer, { unclear: true }, 0, "look balance_insufficient"],
  [create, unclear, {}, 0, "again"],
  [create, unclear, {}, 73 * HOUR_MS, "held no_answer"],
  [create, { kind: "other_content", message: "" }, {}, 0, "held key_used_for_other"],
  [lookUp, list(), {}, MINUTE_MS, "again"],
  [lookUp, list(), {}, KEY_LIFE_MS, "held no_transfer_found"],
  [lookUp, list(), { lookFirst: true, verdict: "resend" }, KEY_LIFE_MS, "resend"],
  [lookUp, list(), { lookFirst: true, verdict: "fail", reason: "released" }, MINUTE_MS, "failed released"],
  [lookUp, list(transfer), { verdict: "fail" }, KEY_LIFE_MS, "found"],
  [lookUp, list(transfer), { verdict: "resend" }, KEY_LIFE_MS, "found"],
  [lookUp, list(transfer), {}, KEY_LIFE_MS, "found"],
  [lookUp, list({ ...transfer, amount: minor(1) }), {}, KEY_LIFE_MS, "held transfer_differs"],
  [lookUp, list({ ...transfer, destination: "acct_2" }), {}, KEY_LIFE_MS, "held transfer_differs"],
  [lookUp, list({ ...transfer, currency: "EUR" }), {}, KEY_LIFE_MS, "held transfer_differs"],
  [lookUp, list(transfer, { ...transfer, id: "tr_2" }), {}, KEY_LIFE_MS, "held several_transfers"],
  [lookUp, list(transfer, { ...transfer, id: "tr_2", reversed: minor(2_000) }), {}, KEY_LIFE_MS, "found"],
  [
    lookUp,
    list({ ...transfer, reversed: minor(2_000) }),
    { verdict: "fail" },
    KEY_LIFE_MS,
    "failed released",
  ],
  [lookUp, list({ ...transfer, reversed: minor(2_000) }), {}, KEY_LIFE_MS, "found"],
  [lookUp, refusedAnswer, {}, MINUTE_MS, "held cannot_ask"],
  [lookUp, unclear, {}, MINUTE_MS, "again"],
  [readBack, { kind: "transfer", transfer }, { transferId: "tr_1" }, 0, "paid"],
  [
    readBack,
    { kind: "transfer", transfer: { ...transfer, group: "Q" } },
    { transferId: "tr_1" },
    0,
    "held transfer_differs",
  ],
  [readBack, { kind: "missing" }, { transferId: "tr_1" }, 0, "held transfer_missing"],
  [readBack, unclear, { transferId: "tr_1" }, 0, "again"],
])("case %$: an answer and what is known of the payout decide", (step, answer, known, later, expected) => {
  const decision = decide({ ...sending, ...known }, step, answer, ASKED + later);
  const reason = "reason" in decision ? ` ${decision.reason}` : "";
  expect(decision.to + reason).toBe(expected);
});
