import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { idIn } from "@/server/api/rest/schemas";
import { setMemberMail, showMemberMail } from "@/server/brand/members/mail-preferences";
import { mailPreferences, mailWishes, saidOf } from "./mail-schemas";

const tag = "Members";
const path = "/members/:id/mail-preferences";
const params = z.object({ id: idIn("member") });
const who = "Members have their own; whoever manages members, and keys with all scopes, anybody's.";

const show = operation({
  id: "getMemberMail",
  method: "GET",
  path,
  tag,
  summary: "Read which mail a member wants",
  description: `All kinds, until somebody says otherwise. What a member must know is mailed in any case. ${who}`,
  access: { scope: "programs:read" },
  params,
  reply: mailPreferences,
  status: 200,
  errors: ["forbidden", "member_not_found"],
  run: (ctx, { params: { id } }) => showMemberMail(ctx, id),
});

const update = operation({
  id: "setMemberMail",
  method: "PUT",
  path,
  tag,
  summary: "Set which mail a member wants",
  description: `What is absent stays as it is. It holds for the member's address. ${who}`,
  // A viewer may change nothing of the brand's, and yet this: the verb decides.
  access: { scope: "programs:read" },
  params,
  body: mailWishes,
  reply: mailPreferences,
  status: 200,
  errors: ["invalid_body", "forbidden", "member_not_found"],
  run: (ctx, { params: { id }, body }) => setMemberMail(ctx, id, saidOf(body)),
});

export const memberMailOperations = [show, update] as const;
