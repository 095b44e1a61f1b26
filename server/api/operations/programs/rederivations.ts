import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage, presentTime } from "@/server/api/rest/present";
import { id, idIn, isoTime, pageOf, pageQuery, replyId } from "@/server/api/rest/schemas";
import { cancelRederivation } from "@/server/commission/rederive/cancel";
import {
  listRederivations,
  type Progress,
  rederivationProgress,
} from "@/server/commission/rederive/progress";

const tag = "Programs";
const params = z.object({ id: idIn("job") });
const status = z.enum(["running", "done", "failed", "canceled"]);

const jobReply = z
  .object({
    id: replyId,
    programId: replyId,
    reason: z.string(),
    status,
    customersTotal: z.number().int().meta({ description: "0 until the first step has counted them." }),
    customersDone: z.number().int(),
    entriesPosted: z.number().int(),
    error: z.string().nullable(),
    replaced: z.boolean().meta({
      description:
        "A later job of the program runs and does this one's work too, so this one may be canceled.",
    }),
    createdAt: isoTime,
    finishedAt: isoTime.nullable(),
  })
  .meta({ id: "Job" });

function present(progress: Progress): z.output<typeof jobReply> {
  const { createdAt, finishedAt } = progress;
  return { ...progress, createdAt: presentTime(createdAt), finishedAt: presentTime(finishedAt) };
}

const list = operation({
  id: "listJobs",
  method: "GET",
  path: "/jobs",
  tag,
  summary: "List re-derivations",
  description: "Newest first: each works a program's ledger out again after a change of its rules.",
  access: { scope: "programs:read" },
  query: z.strictObject({ ...pageQuery, programId: id.optional(), status: status.optional() }),
  reply: pageOf(jobReply),
  status: 200,
  errors: ["invalid_query", "forbidden"],
  run: async (ctx, { query }) => presentPage(await listRederivations(ctx, query), query.limit, present),
});

const read = operation({
  id: "getJob",
  method: "GET",
  path: "/jobs/:id",
  tag,
  summary: "How far a re-derivation has come",
  access: { scope: "programs:read" },
  params,
  reply: jobReply,
  status: 200,
  errors: ["job_not_found", "forbidden"],
  run: async (ctx, { params: { id: job } }) => present(await rederivationProgress(ctx, job)),
});

const cancel = operation({
  id: "cancelJob",
  method: "POST",
  path: "/jobs/:id/cancel",
  tag,
  summary: "Cancel a re-derivation that a later one replaces",
  description:
    "409 for one that no later one of its program replaces: the rules hold already, and half a ledger would follow the old ones.",
  access: { scope: "programs:write" },
  params,
  reply: jobReply,
  status: 200,
  errors: ["job_not_found", "forbidden", "conflict"],
  run: async (ctx, { params: { id: job } }) => present(await cancelRederivation(ctx, job)),
});

export const rederivationOperations = [list, read, cancel] as const;
