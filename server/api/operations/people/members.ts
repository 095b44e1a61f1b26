import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage, presentTime } from "@/server/api/rest/present";
import { email, idIn, isoTime, pageOf, pageQuery, replyId, text } from "@/server/api/rest/schemas";
import { changeMember, reinstateMember, revokeMember } from "@/server/brand/members/change";
import { inviteMember, inviteMemberAgain } from "@/server/brand/members/invite";
import { listMembers, type Member } from "@/server/brand/members/list";

const tag = "Members";
const role = z.enum(["owner", "admin", "viewer"]);
const status = z
  .enum(["invited", "active", "revoked"])
  .meta({ description: "invited: has never signed in." });
const params = z.object({ id: idIn("member") });

const memberReply = z
  .object({
    id: replyId,
    email: z.string(),
    name: z.string(),
    role,
    status,
    createdAt: isoTime,
    invitedAt: isoTime.nullable(),
    joinedAt: isoTime.nullable(),
    revokedAt: isoTime.nullable(),
  })
  .meta({ id: "Member" });

function present(member: Member): z.output<typeof memberReply> {
  return {
    ...member,
    createdAt: presentTime(member.createdAt),
    invitedAt: presentTime(member.invitedAt),
    joinedAt: presentTime(member.joinedAt),
    revokedAt: presentTime(member.revokedAt),
  };
}

const list = operation({
  id: "listMembers",
  method: "GET",
  path: "/members",
  tag,
  summary: "List the brand's members",
  description: "Those who were revoked are listed too.",
  access: { scope: "programs:read" },
  query: z.strictObject({ ...pageQuery, role: role.optional(), status: status.optional() }),
  reply: pageOf(memberReply),
  status: 200,
  errors: ["invalid_query", "forbidden"],
  run: async (ctx, { query }) => presentPage(await listMembers(ctx, query), query.limit, present),
});

const invite = operation({
  id: "inviteMember",
  method: "POST",
  path: "/members",
  tag,
  summary: "Invite a member",
  description: "Mails them the way in. Needs all scopes, or an owner or admin; only an owner makes owners.",
  access: { allScopes: true },
  body: z.object({ email, name: text(200), role }),
  reply: memberReply,
  status: 201,
  errors: ["invalid_body", "forbidden", "forbidden_scope", "email_taken"],
  run: async (ctx, { body }) => present(await inviteMember(ctx, body)),
});

const update = operation({
  id: "updateMember",
  method: "PATCH",
  path: "/members/:id",
  tag,
  summary: "Change a member's name or role",
  description: "What is absent stays as it is. The last active owner stays one.",
  access: { allScopes: true },
  params,
  body: z.object({ name: text(200).optional(), role: role.optional() }),
  reply: memberReply,
  status: 200,
  errors: ["invalid_body", "forbidden", "forbidden_scope", "member_not_found", "last_owner"],
  run: async (ctx, { params: { id }, body }) => present(await changeMember(ctx, id, body)),
});

const inviteAgain = operation({
  id: "inviteMemberAgain",
  method: "POST",
  path: "/members/:id/invite",
  tag,
  summary: "Mail a member's invitation once more",
  access: { allScopes: true },
  params,
  reply: memberReply,
  status: 200,
  errors: ["forbidden", "forbidden_scope", "member_not_found", "conflict"],
  run: async (ctx, { params: { id } }) => present(await inviteMemberAgain(ctx, id)),
});

const revoke = operation({
  id: "revokeMember",
  method: "POST",
  path: "/members/:id/revoke",
  tag,
  summary: "Revoke a member",
  description: "Holds from their next request on. The last active owner cannot be revoked.",
  access: { allScopes: true },
  params,
  reply: memberReply,
  status: 200,
  errors: ["forbidden", "forbidden_scope", "member_not_found", "last_owner"],
  run: async (ctx, { params: { id } }) => present(await revokeMember(ctx, id)),
});

const reinstate = operation({
  id: "reinstateMember",
  method: "POST",
  path: "/members/:id/reinstate",
  tag,
  summary: "Reinstate a member",
  access: { allScopes: true },
  params,
  reply: memberReply,
  status: 200,
  errors: ["forbidden", "forbidden_scope", "member_not_found"],
  run: async (ctx, { params: { id } }) => present(await reinstateMember(ctx, id)),
});

export const memberOperations = [list, invite, update, inviteAgain, revoke, reinstate] as const;
