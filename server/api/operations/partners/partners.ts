import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage } from "@/server/api/rest/present";
import { id, idIn, pageOf, pageQuery, text } from "@/server/api/rest/schemas";
import { createPartner } from "@/server/partner/create";
import { invitePartner } from "@/server/partner/membership/invite";
import { reinstatePartner } from "@/server/partner/membership/reinstate";
import { revokePartner } from "@/server/partner/membership/revoke";
import { showPartner } from "@/server/partner/show";
import { updatePartner } from "@/server/partner/update";
import { sortedPartners } from "@/server/report/sorted-partners";
import { partnerMailOperations } from "./partner-mail";
import {
  partnerBody,
  partnerDetailReply,
  partnerPatch,
  partnerReply,
  partnerStatus,
  presentDetail,
  presentPartner,
  revokeBody,
} from "./partner-schemas";

const tag = "Partners";
const noQuery = z.strictObject({});
const onePartner = z.object({ id: idIn("partner") });
const MAX_SEARCH_CHARACTERS = 200;

const create = operation({
  id: "createPartner",
  method: "POST",
  path: "/partners",
  tag,
  summary: "Add a partner",
  description:
    "The partner is active from now on and enrolled in the programs named, by default in all active ones.",
  access: { scope: "partners:write" },
  query: noQuery,
  body: partnerBody,
  reply: partnerDetailReply,
  status: 201,
  errors: ["invalid_body", "forbidden", "program_not_found", "email_taken"],
  run: async (ctx, { body }) => presentDetail(await createPartner(ctx, body)),
});

const list = operation({
  id: "listPartners",
  method: "GET",
  path: "/partners",
  tag,
  summary: "List partners",
  description:
    "`q` finds a part of the name or the address. Newest first, unless `sort` and `order` say otherwise: `clicks` are the valid ones of the last 30 days, `earned` what the ledger's entries of these days come to in the brand's currency. A partner's key sees itself alone.",
  access: { scope: "partners:read" },
  query: z.strictObject({
    ...pageQuery,
    status: partnerStatus.optional(),
    programId: id.optional(),
    q: text(MAX_SEARCH_CHARACTERS).optional(),
    sort: z.enum(["made", "clicks", "earned"]).optional(),
    order: z.enum(["asc", "desc"]).optional(),
  }),
  reply: pageOf(partnerReply),
  status: 200,
  errors: ["invalid_query"],
  run: async (ctx, { query }) => presentPage(await sortedPartners(ctx, query), query.limit, presentPartner),
});

const get = operation({
  id: "getPartner",
  method: "GET",
  path: "/partners/:id",
  tag,
  summary: "Read a partner with its periods and enrollments",
  access: { scope: "partners:read" },
  params: onePartner,
  query: noQuery,
  reply: partnerDetailReply,
  status: 200,
  errors: ["partner_not_found"],
  run: async (ctx, { params }) => presentDetail(await showPartner(ctx, params.id)),
});

const update = operation({
  id: "updatePartner",
  method: "PATCH",
  path: "/partners/:id",
  tag,
  summary: "Change a partner's name or address",
  description:
    "What is absent stays as it is. A partner who is signed in may change their own name. The address decides which sales are self-referrals, past ones too: the customers concerned are derived again.",
  access: { scope: "partners:write" },
  params: onePartner,
  query: noQuery,
  body: partnerPatch,
  reply: partnerDetailReply,
  status: 200,
  errors: ["invalid_body", "forbidden", "partner_not_found", "email_taken"],
  run: async (ctx, { params, body }) => presentDetail(await updatePartner(ctx, params.id, body)),
});

const invite = operation({
  id: "invitePartner",
  method: "POST",
  path: "/partners/:id/invite",
  tag,
  summary: "Invite a partner by mail",
  description: "Each call sends a mail: the last one may have been lost.",
  access: { scope: "partners:write" },
  params: onePartner,
  query: noQuery,
  reply: partnerDetailReply,
  status: 200,
  errors: ["forbidden", "partner_not_found", "conflict"],
  run: async (ctx, { params }) => presentDetail(await invitePartner(ctx, params.id)),
});

const revoke = operation({
  id: "revokePartner",
  method: "POST",
  path: "/partners/:id/revoke",
  tag,
  summary: "Revoke a partner",
  description:
    "Clicks and events from now on earn nothing; what was earned until now stays. Repeating it changes nothing.",
  access: { scope: "partners:write" },
  params: onePartner,
  query: noQuery,
  body: revokeBody,
  reply: partnerDetailReply,
  status: 200,
  errors: ["invalid_body", "forbidden", "partner_not_found"],
  run: async (ctx, { params, body }) =>
    presentDetail(await revokePartner(ctx, params.id, { reason: body.reason ?? null, notify: body.notify })),
});

const reinstate = operation({
  id: "reinstatePartner",
  method: "POST",
  path: "/partners/:id/reinstate",
  tag,
  summary: "Reinstate a revoked partner",
  description: "Active again from now on; the time between earns nothing. Repeating it changes nothing.",
  access: { scope: "partners:write" },
  params: onePartner,
  query: noQuery,
  reply: partnerDetailReply,
  status: 200,
  errors: ["forbidden", "partner_not_found"],
  run: async (ctx, { params }) => presentDetail(await reinstatePartner(ctx, params.id)),
});

export const partnerOperations = [
  create,
  list,
  get,
  update,
  invite,
  revoke,
  reinstate,
  ...partnerMailOperations,
] as const;
