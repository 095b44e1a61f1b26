import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage, presentTime } from "@/server/api/rest/present";
import { id, idIn, isoTime, pageOf, pageQuery, replyId, text } from "@/server/api/rest/schemas";
import { approveApplication, rejectApplication } from "@/server/partner/applications/decide";
import { type Application, listApplications } from "@/server/partner/applications/list";
import { showSignup, updateSignup } from "@/server/partner/applications/policy";

const tag = "Applications";
const status = z.enum(["received", "approved", "rejected"]);
const policy = z.enum(["automatic", "review", "off"]).meta({
  description:
    "automatic: whoever applies is a partner at once. review: a member decides. off: by invitation only.",
});
const params = z.object({ id: idIn("application") });

const applicationReply = z
  .object({
    id: replyId,
    programId: replyId,
    email: z.string(),
    name: z.string(),
    website: z.string().nullable(),
    message: z.string().nullable(),
    createdAt: isoTime,
    status,
    decidedAt: isoTime.nullable(),
    decidedBy: z.string().nullable(),
    reason: z.string().nullable(),
    partnerId: replyId.nullable(),
  })
  .meta({ id: "Application" });
const signupReply = z.object({ policy }).meta({ id: "Signup" });

function present(application: Application): z.output<typeof applicationReply> {
  return {
    ...application,
    createdAt: presentTime(application.createdAt),
    decidedAt: presentTime(application.decidedAt),
  };
}

const list = operation({
  id: "listApplications",
  method: "GET",
  path: "/applications",
  tag,
  summary: "List applications",
  access: { scope: "partners:read" },
  query: z.strictObject({ ...pageQuery, status: status.optional(), programId: id.optional() }),
  reply: pageOf(applicationReply),
  status: 200,
  errors: ["invalid_query", "forbidden"],
  run: async (ctx, { query }) => presentPage(await listApplications(ctx, query), query.limit, present),
});

const approve = operation({
  id: "approveApplication",
  method: "POST",
  path: "/applications/:id/approve",
  tag,
  summary: "Approve an application",
  description: "Makes a partner of who applied and mails them. Repeating it changes nothing.",
  access: { scope: "partners:write" },
  params,
  reply: applicationReply,
  status: 200,
  errors: ["forbidden", "application_not_found", "conflict"],
  run: async (ctx, { params }) => present(await approveApplication(ctx, params.id)),
});

const reject = operation({
  id: "rejectApplication",
  method: "POST",
  path: "/applications/:id/reject",
  tag,
  summary: "Reject an application",
  description: "Mails who applied, with the reason where one is given. Repeating it changes nothing.",
  access: { scope: "partners:write" },
  params,
  body: z.object({ reason: text(1_000).optional() }).optional(),
  reply: applicationReply,
  status: 200,
  errors: ["invalid_body", "forbidden", "application_not_found", "conflict"],
  run: async (ctx, { params, body }) =>
    present(await rejectApplication(ctx, params.id, body?.reason ?? null)),
});

const getSignup = operation({
  id: "getSignup",
  method: "GET",
  path: "/programs/:id/signup",
  tag,
  summary: "See who may join a program without an invitation",
  access: { scope: "programs:read" },
  params: z.object({ id: idIn("program") }),
  reply: signupReply,
  status: 200,
  errors: ["forbidden", "program_not_found"],
  run: async (ctx, { params }) => ({ policy: await showSignup(ctx, params.id) }),
});

const putSignup = operation({
  id: "updateSignup",
  method: "PUT",
  path: "/programs/:id/signup",
  tag,
  summary: "Set who may join a program without an invitation",
  description: "Applications that wait go on waiting.",
  access: { scope: "programs:write" },
  params: z.object({ id: idIn("program") }),
  body: z.object({ policy }),
  reply: signupReply,
  status: 200,
  errors: ["invalid_body", "forbidden", "program_not_found"],
  run: async (ctx, { params, body }) => ({ policy: await updateSignup(ctx, params.id, body.policy) }),
});

export const applicationOperations = [list, approve, reject, getSignup, putSignup] as const;
