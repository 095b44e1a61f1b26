import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage } from "@/server/api/rest/present";
import { id, idIn, pageOf, pageQuery, replyId, text } from "@/server/api/rest/schemas";
import { sendTest } from "@/server/webhook/log/send-test";
import { MACROS } from "@/server/webhook/macros";
import { createPostback } from "@/server/webhook/receiver/create";
import { deleteReceiver } from "@/server/webhook/receiver/delete";
import { listReceivers, type ReceiverRow } from "@/server/webhook/receiver/list";
import { rotateSecret } from "@/server/webhook/receiver/rotate-secret";
import { updateReceiver } from "@/server/webhook/receiver/update";
import { POSTBACK_TYPES } from "@/server/webhook/types";
import { deliveryReply, presentDelivery } from "./delivery-schemas";
import {
  description,
  presentReceiver,
  receiverFields,
  rotateBody,
  secretField,
  status,
  url,
  withSecret,
} from "./receiver-schemas";

const MAX_BODY_CHARACTERS = 4_000;
const tag = "Postbacks";
const params = z.object({ id: idIn("postback") });
const DEFAULT_TYPES = ["commission.created" as const];
const types = z.array(z.enum(POSTBACK_TYPES)).min(1).max(POSTBACK_TYPES.length);
const method = z.enum(["GET", "POST"]);
const template = url.meta({
  description: `An address in which macros are replaced by percent-encoded values: ${Object.keys(MACROS)
    .map((name) => `{${name}}`)
    .join(" ")}. What a message lacks is left empty.`,
});
const body = text(MAX_BODY_CHARACTERS).nullable().meta({
  description: "A form's body with the same macros, for POST: `id={event_id}&sum={commission}`.",
});

const fields = {
  id: replyId,
  partnerId: replyId,
  url: z.string(),
  method,
  body: z.string().nullable(),
  types: z.array(z.string()),
  ...receiverFields,
};
const postbackReply = z.object(fields).meta({ id: "Postback" });
const newPostbackReply = z.object({ ...fields, secret: secretField }).meta({ id: "NewPostback" });

function present(row: ReceiverRow): z.input<typeof postbackReply> {
  const { partnerId, method, body, types } = row;
  return { ...presentReceiver(row), partnerId: partnerId ?? "", method, body, types: types ?? [] };
}

const create = operation({
  id: "createPostback",
  method: "POST",
  path: "/postbacks",
  tag,
  summary: "Add a postback for a partner",
  description:
    "A partner's tracker is called whenever something of the partner's changes. Calls carry the headers of Standard Webhooks; what is signed is the body, or for GET the address. A partner's key adds postbacks of that partner; a partner has at most 10.",
  access: { scope: "webhooks:write" },
  body: z.object({
    partnerId: id.optional().meta({ description: "Absent: the partner whose key is used." }),
    url: template,
    method: method.default("GET"),
    body: body.default(null),
    types: types.default(DEFAULT_TYPES),
    description: description.default(""),
  }),
  reply: newPostbackReply,
  status: 201,
  errors: ["invalid_body", "partner_not_found", "conflict"],
  run: async (ctx, input) => withSecret(await createPostback(ctx, input.body), present),
});

const list = operation({
  id: "listPostbacks",
  method: "GET",
  path: "/postbacks",
  tag,
  summary: "List postbacks",
  description: "A partner's key sees the partner's own.",
  access: { scope: "webhooks:read" },
  query: z.strictObject({ ...pageQuery, partnerId: id.optional() }),
  reply: pageOf(postbackReply),
  status: 200,
  errors: ["invalid_query"],
  run: async (ctx, { query }) =>
    presentPage(await listReceivers(ctx, { ...query, kind: "postback" }), query.limit, present),
});

const update = operation({
  id: "updatePostback",
  method: "PATCH",
  path: "/postbacks/:id",
  tag,
  summary: "Change, pause or resume a postback",
  description: "What is absent stays as it is. Calls that wait are made with the new templates.",
  access: { scope: "webhooks:write" },
  params,
  body: z.object({
    url: template.optional(),
    method: method.optional(),
    body: body.optional(),
    types: types.optional(),
    description: description.optional(),
    status: status.optional(),
  }),
  reply: postbackReply,
  status: 200,
  errors: ["invalid_body", "postback_not_found"],
  run: async (ctx, input) => present(await updateReceiver(ctx, "postback", input.params.id, input.body)),
});

const remove = operation({
  id: "deletePostback",
  method: "DELETE",
  path: "/postbacks/:id",
  tag,
  summary: "Delete a postback",
  description: "Calls that wait for it are not made any more.",
  access: { scope: "webhooks:write" },
  params,
  reply: z.void(),
  status: 204,
  errors: ["postback_not_found"],
  run: (ctx, { params: { id } }) => deleteReceiver(ctx, "postback", id),
});

const rotate = operation({
  id: "rotatePostbackSecret",
  method: "POST",
  path: "/postbacks/:id/rotate",
  tag,
  summary: "Give a postback a new secret",
  description:
    "Until the overlap ends, each call carries a signature of the old secret beside the new one's.",
  access: { scope: "webhooks:write" },
  params,
  body: rotateBody,
  reply: newPostbackReply,
  status: 200,
  errors: ["invalid_body", "postback_not_found"],
  run: async (ctx, { params: { id }, body }) =>
    withSecret(await rotateSecret(ctx, "postback", id, body.overlapHours), present),
});

const test = operation({
  id: "testPostback",
  method: "POST",
  path: "/postbacks/:id/test",
  tag,
  summary: "Send a postback a test",
  description: "One call with values that say `test`, tried once, also while the postback is paused.",
  access: { scope: "webhooks:write" },
  params,
  reply: deliveryReply,
  status: 200,
  errors: ["postback_not_found", "rate_limited"],
  run: async (ctx, { params: { id } }) => presentDelivery(await sendTest(ctx, "postback", id)),
});

export const postbackOperations = [create, list, update, remove, rotate, test] as const;
