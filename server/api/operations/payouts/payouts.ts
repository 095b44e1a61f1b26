import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentMoney, presentPage } from "@/server/api/rest/present";
import { currency, id, idIn, money, pageOf, pageQuery, queryTime, replyId } from "@/server/api/rest/schemas";
import { isCurrency } from "@/server/money/currency";
import { getPayout, listPayouts } from "@/server/payout/list";
import { runPayouts } from "@/server/payout/planning/run";
import {
  payoutDetailReply,
  payoutReply,
  payoutStatus,
  presentDetail,
  presentPayout,
  rail,
} from "./payout-schemas";

const MAX_PARTNERS = 1_000;

const runReply = z
  .object({
    planned: z.array(
      z.object({
        payoutId: replyId.optional(),
        partnerId: replyId,
        amount: money,
        rail,
        entries: z.number().int(),
      }),
    ),
    carriedForward: z.array(
      z.object({
        partnerId: replyId,
        amount: money,
        reason: z.enum(["negative_balance", "nothing_owed", "below_threshold", "blocked"]),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: "PayoutRun" });

const run = operation({
  id: "runPayouts",
  method: "POST",
  path: "/payouts/run",
  tag: "Payouts",
  summary: "Plan the payouts of what is approved",
  description:
    "One payout for each partner and currency, over all programs, negative entries included; `programId` and `partnerIds` narrow which partners are looked at. With `preview: true` nothing is changed. Payouts over Stripe are sent soon after; until then `release` cancels them.",
  access: { scope: "payouts:read" },
  // A misspelt `preview` must not pay anybody.
  body: z
    .strictObject({
      preview: z.boolean().default(false),
      programId: id.optional(),
      partnerIds: z.array(id).min(1).max(MAX_PARTNERS).optional(),
    })
    .meta({ id: "PayoutRunRequest" }),
  reply: runReply,
  status: 200,
  errors: ["forbidden", "forbidden_scope"],
  run: async (ctx, { body }) => {
    const { planned, carried } = await runPayouts(ctx, body);
    return {
      planned: planned.map((one) => ({
        ...(one.payoutId === null ? {} : { payoutId: one.payoutId }),
        partnerId: one.partnerId,
        amount: presentMoney(one.amount, one.currency),
        rail: one.rail,
        entries: one.entryIds.length,
      })),
      carriedForward: carried.map(({ partnerId, amount, currency, reason, message }) => ({
        partnerId,
        amount: presentMoney(amount, currency),
        reason,
        message,
      })),
    };
  },
});

const list = operation({
  id: "listPayouts",
  method: "GET",
  path: "/payouts",
  tag: "Payouts",
  summary: "List payouts",
  description: "Newest first. `from` and `to` are about when the payout was planned.",
  access: { scope: "payouts:read" },
  query: z.strictObject({
    ...pageQuery,
    partnerId: id.optional(),
    status: payoutStatus.optional(),
    rail: rail.optional(),
    currency: currency.refine(isCurrency, "is no ISO 4217 currency code").optional(),
    fileId: id.optional(),
    from: queryTime.optional(),
    to: queryTime.optional(),
  }),
  reply: pageOf(payoutReply),
  status: 200,
  errors: ["invalid_query"],
  run: async (ctx, { query }) => presentPage(await listPayouts(ctx, query), query.limit, presentPayout),
});

const get = operation({
  id: "getPayout",
  method: "GET",
  path: "/payouts/:id",
  tag: "Payouts",
  summary: "Read a payout",
  description: "With what it pays for, what of it came back and, for the brand, what happened to it.",
  access: { scope: "payouts:read" },
  params: z.object({ id: idIn("payout") }),
  reply: payoutDetailReply,
  status: 200,
  errors: ["payout_not_found"],
  run: async (ctx, { params }) => presentDetail(await getPayout(ctx, params.id)),
});

export const payoutOperations = [run, list, get] as const;
