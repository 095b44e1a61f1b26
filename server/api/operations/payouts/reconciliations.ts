import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage, presentTime } from "@/server/api/rest/present";
import { isoTime, pageOf, pageQuery, replyId } from "@/server/api/rest/schemas";
import { listReports, type Report } from "@/server/payout/reconciliation/daily";

const reportReply = z
  .object({
    id: replyId,
    startedAt: isoTime,
    finishedAt: isoTime,
    payouts: z.number().int(),
    transfers: z.number().int(),
    findings: z.array(
      z.object({
        kind: z.enum([
          "transfer_missing",
          "transfer_differs",
          "stray_transfer",
          "reversal_learnt",
          "transfer_learnt",
          "needs_a_person",
        ]),
        payoutId: replyId.nullable(),
        transferId: z.string().nullable(),
        message: z.string(),
        repaired: z.boolean().meta({ description: "Nothing is left to do about it." }),
      }),
    ),
    error: z
      .string()
      .nullable()
      .meta({ description: "Why nothing was compared, if Stripe could not be asked." }),
  })
  .meta({ id: "Reconciliation" });

function present({ startedAt, finishedAt, ...report }: Report): z.output<typeof reportReply> {
  return { ...report, startedAt: presentTime(startedAt), finishedAt: presentTime(finishedAt) };
}

const list = operation({
  id: "listReconciliations",
  method: "GET",
  path: "/payouts/reconciliations",
  tag: "Payouts",
  summary: "List the daily comparisons with Stripe",
  description: "Newest first, each with every difference it found and what became of it.",
  access: { scope: "payouts:read" },
  query: z.strictObject(pageQuery),
  reply: pageOf(reportReply),
  status: 200,
  errors: ["invalid_query", "forbidden"],
  run: async (ctx, { query }) => presentPage(await listReports(ctx, query), query.limit, present),
});

export const reconciliationOperations = [list] as const;
