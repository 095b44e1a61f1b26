import { z } from "zod";
import { effectFields, presentEffect } from "@/server/api/operations/commissions/effect-schemas";
import { operation } from "@/server/api/rest/operation";
import { presentPage } from "@/server/api/rest/present";
import { idIn, pageOf, pageQuery, replyId, time } from "@/server/api/rest/schemas";
import { applyTerms } from "@/server/commission/terms/apply-terms";
import { type Preview, previewTerms } from "@/server/commission/terms/preview";
import { now } from "@/server/platform/clock";
import { showTerms } from "@/server/program/terms/show-terms";
import { presentTermsRecord, termsFields, termsRecordReply } from "./terms-schemas";

const list = operation({
  id: "listTerms",
  method: "GET",
  path: "/programs/:id/terms",
  tag: "Programs",
  summary: "List the versions of a program's terms",
  description:
    "Newest first, with who made each. In force at a time is the version with the latest `effectiveFrom` up to then; the earliest also covers all time before it.",
  access: { scope: "programs:read" },
  params: z.object({ id: idIn("program") }),
  query: z.strictObject(pageQuery),
  reply: pageOf(termsRecordReply),
  status: 200,
  errors: ["invalid_query", "forbidden", "program_not_found"],
  run: async (ctx, { params, query }) =>
    presentPage(await showTerms(ctx, params.id, query), query.limit, presentTermsRecord),
});

const newTerms = z
  .object({
    ...termsFields,
    effectiveFrom: time
      .optional()
      .meta({ description: "Default: now. A date in the past needs a preview first." }),
    previewToken: z.string().max(200).optional(),
  })
  .meta({ id: "NewTerms" });

const previewReply = z.object({ previewToken: z.string(), ...effectFields }).meta({ id: "TermsPreview" });

const appliedReply = z
  .object({
    termsId: replyId,
    jobId: replyId.nullable().meta({ description: "The re-derivation; null when no event is concerned." }),
  })
  .meta({ id: "TermsApplied" });

const add = operation({
  id: "addTerms",
  method: "POST",
  path: "/programs/:id/terms",
  tag: "Programs",
  summary: "Add a version of a program's terms, or preview it",
  description:
    "With a date in the past, first send it with `?preview=true`: it is derived in full and nothing is written. Then send the same with the `previewToken`.",
  access: { scope: "programs:write" },
  params: z.object({ id: idIn("program") }),
  query: z.strictObject({ preview: z.enum(["true", "false"]).optional() }),
  body: newTerms,
  reply: z.union([previewReply, appliedReply]),
  status: 201,
  statusOf: (reply) => ("termsId" in reply ? 201 : 200),
  errors: ["program_not_found", "invalid_amount", "invalid_currency", "preview_required", "forbidden"],
  run: async (ctx, { params, query, body }) => {
    const { effectiveFrom = now(), previewToken, ...terms } = body;
    const draft = { programId: params.id, terms, effectiveFrom };
    return query.preview === "true"
      ? presentPreview(await previewTerms(ctx, draft))
      : applyTerms(ctx, draft, previewToken);
  },
});

function presentPreview({ previewToken, ...effect }: Preview): z.output<typeof previewReply> {
  return { previewToken, ...presentEffect(effect) };
}

export const termsOperations = [list, add] as const;
