import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage, presentTime } from "@/server/api/rest/present";
import { idIn, isoTime, pageOf, pageQuery, replyId } from "@/server/api/rest/schemas";
import { jobsStatus, type RunRow, readRuns, runAgain } from "@/server/jobs/status/runs";
import { readSetAside, type SetAsideRow, tellAgain } from "@/server/jobs/status/set-aside";

const tag = "Jobs";
const state = z.enum(["open", "done", "failed"]);

const runReply = z
  .object({
    id: replyId,
    function: z.string(),
    state,
    running: z.boolean(),
    attempt: z.number().int(),
    dueAt: isoTime,
    reason: z.string().nullable(),
    createdAt: isoTime,
    endedAt: isoTime.nullable(),
  })
  .meta({ id: "JobRun" });

const setAsideReply = z
  .object({
    id: replyId,
    consumer: z.string(),
    type: z.string(),
    subject: z.string(),
    reason: z.string(),
    createdAt: isoTime,
    setAsideAt: isoTime,
  })
  .meta({ id: "ChangeSetAside" });

const status = operation({
  id: "getJobsStatus",
  method: "GET",
  path: "/jobs/status",
  tag,
  summary: "How the work after requests stands",
  description:
    "What waits in the outbox and since when, how many runs are open and have failed, and when each function runs next. Where Inngest runs the jobs, its own pages tell of runs, and only the outbox is told here.",
  access: { scope: "programs:read" },
  reply: z
    .object({
      outbox: z.object({ waiting: z.number().int(), oldestAt: isoTime.nullable() }),
      runs: z.object({ open: z.number().int(), failed: z.number().int() }),
      schedule: z.array(
        z.object({ function: z.string(), cron: z.string(), nextAt: isoTime, lastAt: isoTime.nullable() }),
      ),
    })
    .meta({ id: "JobsStatus" }),
  status: 200,
  errors: ["forbidden"],
  run: async (ctx) => {
    const { outbox, runs, schedule } = await jobsStatus(ctx);
    return {
      outbox: { waiting: outbox.waiting, oldestAt: presentTime(outbox.oldestAt) },
      runs,
      schedule: schedule.map(({ functionId, cron, nextAt, lastAt }) => ({
        function: functionId,
        cron,
        nextAt: presentTime(nextAt),
        lastAt: presentTime(lastAt),
      })),
    };
  },
});

const list = operation({
  id: "listJobRuns",
  method: "GET",
  path: "/jobs/runs",
  tag,
  summary: "List runs of functions",
  description: "Newest first. Runs that ended well are kept for an hour, those that failed for 30 days.",
  access: { scope: "programs:read" },
  query: z.strictObject({ ...pageQuery, state: state.optional() }),
  reply: pageOf(runReply),
  status: 200,
  errors: ["invalid_query", "forbidden"],
  run: async (ctx, { query }) => presentPage(await readRuns(ctx, query), query.limit, presentRun),
});

const again = operation({
  id: "runJobAgain",
  method: "POST",
  path: "/jobs/runs/:id/again",
  tag,
  summary: "Run again what failed",
  description: "Begins anew and at once. One that waits for its next attempt has it now.",
  access: { scope: "programs:write" },
  params: z.object({ id: idIn("run") }),
  reply: runReply,
  status: 200,
  errors: ["run_not_found", "conflict", "forbidden"],
  run: async (ctx, { params }) => presentRun(await runAgain(ctx, params.id)),
});

const listAside = operation({
  id: "listChangesSetAside",
  method: "GET",
  path: "/jobs/set-aside",
  tag,
  summary: "List changes that could not be passed on",
  description:
    "Each is a fault: something could not take the change, and says why. Everything else went on without it.",
  access: { scope: "programs:read" },
  query: z.strictObject(pageQuery),
  reply: pageOf(setAsideReply),
  status: 200,
  errors: ["invalid_query", "forbidden"],
  run: async (ctx, { query }) => presentPage(await readSetAside(ctx, query), query.limit, presentAside),
});

const asideAgain = operation({
  id: "tellChangeAgain",
  method: "POST",
  path: "/jobs/set-aside/:id/again",
  tag,
  summary: "Pass on a change that was set aside",
  access: { scope: "programs:write" },
  params: z.object({ id: idIn("change") }),
  reply: setAsideReply,
  status: 200,
  errors: ["change_not_found", "forbidden"],
  run: async (ctx, { params }) => presentAside(await tellAgain(ctx, params.id)),
});

function presentRun({ functionId, dueAt, createdAt, endedAt, ...run }: RunRow) {
  return {
    ...run,
    function: functionId,
    dueAt: presentTime(dueAt),
    createdAt: presentTime(createdAt),
    endedAt: presentTime(endedAt),
  };
}

function presentAside({ topic, createdAt, setAsideAt, ...change }: SetAsideRow) {
  return { ...change, type: topic, createdAt: presentTime(createdAt), setAsideAt: presentTime(setAsideAt) };
}

export const jobOperations = [status, list, again, listAside, asideAgain] as const;
