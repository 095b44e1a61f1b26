import { z } from "zod";
import { aloneFields, presentAlone } from "@/server/api/rest/each-alone";
import { operation } from "@/server/api/rest/operation";
import { presentPage } from "@/server/api/rest/present";
import {
  currency,
  id,
  idIn,
  pageOf,
  pageQuery,
  queryTime,
  signedAmount,
  text,
} from "@/server/api/rest/schemas";
import { approve } from "@/server/commission/decide/approve";
import { decideInBulk } from "@/server/commission/decide/bulk";
import { postByHand } from "@/server/commission/decide/by-hand";
import { reverse, unreverse } from "@/server/commission/decide/reverse";
import { getCommission, listCommissions } from "@/server/commission/ledger/list";
import { commissionReply, commissionStatus, presentCommission } from "./commission-schemas";

const MAX_REASON = 500;
const MAX_BULK = 500;
const one = z.object({ id: idIn("commission") });

const list = operation({
  id: "listCommissions",
  method: "GET",
  path: "/commissions",
  tag: "Commissions",
  summary: "List ledger entries",
  description:
    "Newest first, unless `sort` and `order` say otherwise; amounts are ordered within their currency. `from` and `to` are about when the entry was made. `availableBy` finds entries whose holdback ends by then.",
  access: { scope: "commissions:read" },
  query: z.strictObject({
    ...pageQuery,
    partnerId: id.optional(),
    programId: id.optional(),
    eventId: id.optional(),
    status: commissionStatus.optional(),
    from: queryTime.optional(),
    to: queryTime.optional(),
    availableBy: queryTime.optional(),
    sort: z.enum(["made", "available", "amount"]).optional(),
    order: z.enum(["asc", "desc"]).optional(),
  }),
  reply: pageOf(commissionReply),
  status: 200,
  errors: ["invalid_query"],
  run: async (ctx, { query }) =>
    presentPage(await listCommissions(ctx, query), query.limit, presentCommission),
});

const get = operation({
  id: "getCommission",
  method: "GET",
  path: "/commissions/:id",
  tag: "Commissions",
  summary: "Read a ledger entry",
  access: { scope: "commissions:read" },
  params: one,
  reply: commissionReply,
  status: 200,
  errors: ["commission_not_found"],
  run: async (ctx, { params }) => presentCommission(await getCommission(ctx, params.id)),
});

const post = operation({
  id: "postCommission",
  method: "POST",
  path: "/commissions",
  tag: "Commissions",
  summary: "Give a partner an amount by hand, or take one off",
  description:
    "What no rule gives: a bonus, or with a minus in front what a partner owes. It is approved from the start, and the next payout takes it along. The partner may have left the program. Until it is in a payout it can be reversed.",
  access: { scope: "commissions:write" },
  body: z
    .object({
      partnerId: id,
      programId: id,
      amount: signedAmount,
      currency,
      reason: text(MAX_REASON).meta({ description: "The partner reads it." }),
    })
    .meta({ id: "CommissionByHand" }),
  reply: commissionReply,
  status: 201,
  errors: [
    "invalid_body",
    "invalid_amount",
    "invalid_currency",
    "partner_not_found",
    "program_not_found",
    "not_enrolled",
    "forbidden",
  ],
  run: async (ctx, { body }) => presentCommission(await postByHand(ctx, body)),
});

const approveOne = operation({
  id: "approveCommission",
  method: "POST",
  path: "/commissions/:id/approve",
  tag: "Commissions",
  summary: "Approve a commission whose holdback is over",
  description: "Approving what is approved or paid changes nothing.",
  access: { scope: "commissions:write" },
  params: one,
  reply: commissionReply,
  status: 200,
  errors: ["commission_not_found", "holdback_active", "conflict", "forbidden"],
  run: async (ctx, { params }) => presentCommission(await approve(ctx, params.id)),
});

const reverseOne = operation({
  id: "reverseCommission",
  method: "POST",
  path: "/commissions/:id/reverse",
  tag: "Commissions",
  summary: "Decide that a commission is worth nothing",
  description:
    "The decision stays until it is undone, whatever is derived again. A paid commission becomes a negative entry, which the next payout takes off, and only with `clawback: true`.",
  access: { scope: "commissions:write" },
  params: one,
  body: z.object({ reason: text(MAX_REASON), clawback: z.boolean().optional() }).meta({ id: "Reversal" }),
  reply: commissionReply,
  status: 200,
  errors: ["commission_not_found", "already_paid", "commission_in_payout", "conflict", "forbidden"],
  run: async (ctx, { params, body }) => presentCommission(await reverse(ctx, params.id, body)),
});

const unreverseOne = operation({
  id: "unreverseCommission",
  method: "POST",
  path: "/commissions/:id/unreverse",
  tag: "Commissions",
  summary: "Undo the reversal of a commission",
  description: "What its event earns is posted anew; the reversed entry itself stays as it is.",
  access: { scope: "commissions:write" },
  params: one,
  body: z.object({ reason: text(MAX_REASON) }),
  reply: commissionReply,
  status: 200,
  errors: ["commission_not_found", "forbidden"],
  run: async (ctx, { params, body }) => presentCommission(await unreverse(ctx, params.id, body.reason)),
});

const bulk = operation({
  id: "decideCommissions",
  method: "POST",
  path: "/commissions/bulk",
  tag: "Commissions",
  summary: "Approve or reverse up to 500 commissions",
  description: "Each stands alone; `reverse` needs a reason.",
  access: { scope: "commissions:write" },
  body: z
    .object({
      action: z.enum(["approve", "reverse"]),
      ids: z.array(id).min(1).max(MAX_BULK),
      reason: text(MAX_REASON).optional(),
    })
    .refine((body) => body.action === "approve" || body.reason !== undefined, {
      path: ["reason"],
      message: "reversing needs a reason",
    })
    .meta({ id: "BulkDecision" }),
  reply: z.object({ results: z.array(z.object(aloneFields)) }),
  status: 200,
  errors: ["forbidden"],
  run: async (ctx, { body }) => {
    const results = await decideInBulk(ctx, body.action, body.ids, body.reason ?? "");
    return { results: results.map(presentAlone) };
  },
});

export const commissionOperations = [list, get, post, approveOne, reverseOne, unreverseOne, bulk] as const;
