import { z } from "zod";
import { showTerms } from "@/server/program/show-terms";
import { operation } from "./operation";
import { presentPage } from "./present";
import { idIn, pageOf, pageQuery } from "./schemas";
import { presentTermsRecord, termsRecordReply } from "./terms-schemas";

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

export const termsOperations = [list] as const;
