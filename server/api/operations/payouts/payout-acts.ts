import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { amount, idIn, text, time } from "@/server/api/rest/schemas";
import { confirmPayout, failPayout, releasePayout, retryPayout } from "@/server/payout/people/acts";
import { returnPayout } from "@/server/payout/people/return";
import { payoutReply, presentPayout } from "./payout-schemas";

const MAX_REFERENCE = 200;
const MAX_REASON = 500;
const one = z.object({ id: idIn("payout") });
const common = {
  method: "POST",
  tag: "Payouts",
  access: { scope: "payouts:write" },
  params: one,
  reply: payoutReply,
  status: 200,
} as const;

const confirm = operation({
  ...common,
  id: "confirmPayout",
  path: "/payouts/:id/confirm",
  summary: "Confirm that a payout was paid",
  description:
    "For payouts by hand and in files: paid means paid. The same reference again changes nothing; another one is refused. A held payout over Stripe is confirmed with the id of its transfer, which is read from Stripe before it counts.",
  body: z.object({ reference: text(MAX_REFERENCE), paidAt: time.optional() }).meta({ id: "Confirmation" }),
  errors: ["payout_not_found", "conflict", "invalid_time", "forbidden"],
  run: async (ctx, { params, body }) => presentPayout(await confirmPayout(ctx, params.id, body)),
});

const release = operation({
  ...common,
  id: "releasePayout",
  path: "/payouts/:id/release",
  summary: "Release a payout and free its commissions",
  description:
    "Cancels one that nothing was sent for. A held one fails after Stripe was looked through once more; if there is a transfer after all, it is booked instead.",
  errors: ["payout_not_found", "conflict", "forbidden"],
  run: async (ctx, { params }) => presentPayout(await releasePayout(ctx, params.id)),
});

const retry = operation({
  ...common,
  id: "retryPayout",
  path: "/payouts/:id/retry",
  summary: "Send a held payout again",
  description:
    "Stripe is looked through first: a transfer that is found is booked, and only if there is none another is made. One that is being sent is tried at once.",
  errors: ["payout_not_found", "conflict", "forbidden"],
  run: async (ctx, { params }) => presentPayout(await retryPayout(ctx, params.id)),
});

const fail = operation({
  ...common,
  id: "failPayout",
  path: "/payouts/:id/fail",
  summary: "Note that a payout in a file did not get through",
  description: "Its commissions are free for the next run.",
  body: z.object({ reason: text(MAX_REASON) }).meta({ id: "PayoutFailure" }),
  errors: ["payout_not_found", "conflict", "forbidden"],
  run: async (ctx, { params, body }) => presentPayout(await failPayout(ctx, params.id, body.reason)),
});

const giveBack = operation({
  ...common,
  id: "returnPayout",
  path: "/payouts/:id/return",
  summary: "Note that money of a payout came back",
  description:
    "For payouts by hand and in files, such as one that PayPal returned. What came back is owed again once a person approves it. Reversals in Stripe are noted by themselves.",
  body: z.object({ amount, reason: text(MAX_REASON) }).meta({ id: "PayoutReturn" }),
  errors: ["payout_not_found", "conflict", "invalid_amount", "forbidden"],
  run: async (ctx, { params, body }) => presentPayout(await returnPayout(ctx, params.id, body)),
});

export const payoutActOperations = [confirm, release, retry, fail, giveBack] as const;
