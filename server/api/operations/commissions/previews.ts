import { z } from "zod";
import { presentSums } from "@/server/api/operations/reports/overview";
import { operation } from "@/server/api/rest/operation";
import { id, money, replyId } from "@/server/api/rest/schemas";
import { previewDecisions } from "@/server/commission/decide/preview";

const MAX_BULK = 500;
const count = z.number().int();

const preview = operation({
  id: "previewDecisions",
  method: "POST",
  path: "/commissions/bulk/preview",
  tag: "Commissions",
  summary: "See what a bulk decision would do",
  description: "Judged entry by entry by the rules of the decision itself; nothing is written.",
  access: { scope: "commissions:read" },
  body: z
    .object({ action: z.enum(["approve", "reverse"]), ids: z.array(id).min(1).max(MAX_BULK) })
    .meta({ id: "BulkQuestion" }),
  reply: z
    .object({
      entries: count.meta({ description: "How many entries would change." }),
      partnerIds: z.array(replyId).meta({ description: "Whose they are." }),
      sums: z.array(money).meta({ description: "What would become payable, or would no longer be owed." }),
      unchanged: count.meta({ description: "Entries of which it holds already." }),
      refused: z.array(z.object({ code: z.string(), message: z.string(), entries: count })),
    })
    .meta({ id: "DecisionEffect" }),
  status: 200,
  errors: ["invalid_body", "forbidden"],
  run: async (ctx, { body }) => {
    const { sums, ...effect } = await previewDecisions(ctx, body.action, body.ids);
    return { ...effect, sums: presentSums(sums) };
  },
});

export const decisionPreviewOperations = [preview] as const;
