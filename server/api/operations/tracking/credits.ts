import { z } from "zod";
import { effectReply, presentEffect } from "@/server/api/operations/commissions/effect-schemas";
import { operation } from "@/server/api/rest/operation";
import { id, idIn, replyId, text } from "@/server/api/rest/schemas";
import { creditEvent, uncreditEvent } from "@/server/attribution/credit";
import type { CreditByHand } from "@/server/attribution/decisions";
import { previewCredit } from "@/server/commission/decide/preview-credit";
import { AppError } from "@/server/platform/errors";
import { creditReply, presentCredit } from "./explain";

const tag = "Tracking";
const params = z.object({ id: idIn("event") });
const reason = text(500).optional();
/** Why nobody can be credited so. */
const REFUSALS = [
  "event_not_found",
  "partner_not_found",
  "program_not_found",
  "not_enrolled",
  "conflict",
  "forbidden",
] as const;

const decision = {
  method: "POST",
  tag,
  access: { scope: "commissions:write" },
  params,
  reply: z.object({ eventId: replyId, byHand: creditReply.nullable() }).meta({ id: "EventCredit" }),
  status: 200,
} as const;

const credit = operation({
  ...decision,
  id: "creditEvent",
  path: "/attribution/events/:id/credit",
  summary: "Credit an event to a partner by hand",
  description:
    "All of it, whatever the customer's clicks say, and by the rules of the program. What is owed is derived at once, and deriving again respects it. Crediting the same partner again changes nothing.",
  body: z.object({ partnerId: id, programId: id, reason }).meta({ id: "CreditByHand" }),
  errors: ["invalid_body", ...REFUSALS],
  run: async (ctx, { params, body: { partnerId, programId, reason } }) =>
    presentHeld(params.id, await creditEvent(ctx, params.id, { partnerId, programId }, reason ?? null)),
});

const uncredit = operation({
  ...decision,
  id: "uncreditEvent",
  path: "/attribution/events/:id/uncredit",
  summary: "Take back the credit by hand that holds for an event",
  description:
    "One given before it to another partner holds again, else the customer's clicks decide. Without one nothing changes.",
  body: z.object({ reason }).meta({ id: "CreditTakenBack" }),
  errors: ["invalid_body", "event_not_found", "forbidden"],
  run: async (ctx, { params, body }) =>
    presentHeld(params.id, await uncreditEvent(ctx, params.id, body.reason ?? null)),
});

const preview = operation({
  id: "previewEventCredit",
  method: "GET",
  path: "/attribution/events/:id/credit/preview",
  tag,
  summary: "See what crediting an event by hand would do to the ledger",
  description:
    "With a partner and a program: what crediting it there would do. With neither: what taking back the credit that holds would do. Nothing is written; what holds already changes nothing.",
  access: { scope: "commissions:read" },
  params,
  query: z.strictObject({ partnerId: id.optional(), programId: id.optional() }),
  reply: effectReply,
  status: 200,
  errors: ["invalid_query", ...REFUSALS],
  run: async (ctx, { params, query }) => presentEffect(await previewCredit(ctx, params.id, placeIn(query))),
});

function presentHeld(eventId: string, held: CreditByHand | null) {
  return { eventId, byHand: held && presentCredit(held) };
}

function placeIn({
  partnerId,
  programId,
}: {
  partnerId?: string | undefined;
  programId?: string | undefined;
}) {
  if (partnerId && programId) return { partnerId, programId };
  if (partnerId ?? programId)
    throw new AppError("invalid_query", "Name both `partnerId` and `programId`, or neither.");
  return null;
}

export const creditOperations = [credit, uncredit, preview] as const;
