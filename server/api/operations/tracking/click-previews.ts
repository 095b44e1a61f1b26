import { z } from "zod";
import { effectReply, presentEffect } from "@/server/api/operations/commissions/effect-schemas";
import { operation } from "@/server/api/rest/operation";
import { presentTime } from "@/server/api/rest/present";
import { idIn, isoTime } from "@/server/api/rest/schemas";
import { previewFlag } from "@/server/commission/decide/preview-flag";
import { clickEvidence } from "@/server/report/history/click-evidence";

const count = z.number().int();

const preview = operation({
  id: "previewClickFlag",
  method: "GET",
  path: "/clicks/:id/preview",
  tag: "Clicks",
  summary: "See what flagging or unflagging a click would do to the ledger",
  description: "Derived with the decision added; nothing is written. What holds already changes nothing.",
  access: { scope: "clicks:read" },
  params: z.object({ id: idIn("click") }),
  query: z.strictObject({ kind: z.enum(["flag", "unflag"]) }),
  reply: effectReply,
  status: 200,
  errors: ["invalid_query", "click_not_found", "forbidden"],
  run: async (ctx, { params, query }) =>
    presentEffect(await previewFlag(ctx, { clickId: params.id, kind: query.kind })),
});

const evidence = operation({
  id: "getClickEvidence",
  method: "GET",
  path: "/clicks/:id/evidence",
  tag: "Clicks",
  summary: "See what stands around a click, to judge it",
  access: { scope: "clicks:read" },
  params: z.object({ id: idIn("click") }),
  query: z.strictObject({}),
  reply: z
    .object({
      sameAddress: count.nullable().meta({
        description:
          "Other clicks on the partner's links from the same address, at most a day before or after; null where the address is unknown.",
      }),
      userIds: z.array(z.string()).meta({ description: "User ids that it is tied to; at most ten." }),
      events: count.meta({ description: "Events that are credited to it." }),
      decisions: z
        .array(
          z.object({
            kind: z.enum(["flag", "unflag"]),
            at: isoTime,
            by: z.string(),
            reason: z.string().nullable(),
          }),
        )
        .meta({ description: "What people decided about it, the latest first." }),
    })
    .meta({ id: "ClickEvidence" }),
  status: 200,
  errors: ["click_not_found", "forbidden"],
  run: async (ctx, { params }) => {
    const { decisions, ...rest } = await clickEvidence(ctx, params.id);
    return { ...rest, decisions: decisions.map((one) => ({ ...one, at: presentTime(one.at) })) };
  },
});

export const clickPreviewOperations = [preview, evidence] as const;
