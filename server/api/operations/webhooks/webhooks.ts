import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage } from "@/server/api/rest/present";
import { idIn, pageOf, pageQuery, replyId } from "@/server/api/rest/schemas";
import { sendTest } from "@/server/webhook/log/send-test";
import { createWebhook } from "@/server/webhook/receiver/create";
import { deleteReceiver } from "@/server/webhook/receiver/delete";
import { listReceivers, type ReceiverRow } from "@/server/webhook/receiver/list";
import { rotateSecret } from "@/server/webhook/receiver/rotate-secret";
import { updateReceiver } from "@/server/webhook/receiver/update";
import { WEBHOOK_TYPES } from "@/server/webhook/types";
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

const tag = "Webhooks";
const params = z.object({ id: idIn("webhook") });
const types = z
  .array(z.enum(WEBHOOK_TYPES))
  .min(1)
  .max(WEBHOOK_TYPES.length)
  .nullable()
  .meta({ description: "null: all types, those of later versions too." });

const fields = {
  id: replyId,
  url: z.string(),
  types: z.array(z.string()).nullable().meta({ description: "null: all types." }),
  ...receiverFields,
};
const webhookReply = z.object(fields).meta({ id: "Webhook" });
const newWebhookReply = z.object({ ...fields, secret: secretField }).meta({ id: "NewWebhook" });

function present(row: ReceiverRow): z.input<typeof webhookReply> {
  return { ...presentReceiver(row), types: row.types };
}

const create = operation({
  id: "createWebhook",
  method: "POST",
  path: "/webhooks",
  tag,
  summary: "Add a webhook",
  description:
    "Messages are signed by Standard Webhooks, so any of its verifiers works. The address must be public, unless the server allows its range. A brand has at most 20.",
  access: { scope: "webhooks:write" },
  body: z.object({ url, types: types.default(null), description: description.default("") }),
  reply: newWebhookReply,
  status: 201,
  errors: ["invalid_body", "forbidden", "conflict"],
  run: async (ctx, { body }) => withSecret(await createWebhook(ctx, body), present),
});

const list = operation({
  id: "listWebhooks",
  method: "GET",
  path: "/webhooks",
  tag,
  summary: "List webhooks",
  access: { scope: "webhooks:read" },
  query: z.strictObject(pageQuery),
  reply: pageOf(webhookReply),
  status: 200,
  errors: ["invalid_query", "forbidden"],
  run: async (ctx, { query }) =>
    presentPage(await listReceivers(ctx, { ...query, kind: "webhook" }), query.limit, present),
});

const update = operation({
  id: "updateWebhook",
  method: "PATCH",
  path: "/webhooks/:id",
  tag,
  summary: "Change, pause or resume a webhook",
  description: "What is absent stays as it is. Messages that wait go to the new address.",
  access: { scope: "webhooks:write" },
  params,
  body: z.object({
    url: url.optional(),
    types: types.optional(),
    description: description.optional(),
    status: status.optional(),
  }),
  reply: webhookReply,
  status: 200,
  errors: ["invalid_body", "forbidden", "webhook_not_found"],
  run: async (ctx, { params: { id }, body }) => present(await updateReceiver(ctx, "webhook", id, body)),
});

const remove = operation({
  id: "deleteWebhook",
  method: "DELETE",
  path: "/webhooks/:id",
  tag,
  summary: "Delete a webhook",
  description: "What waits for it is not sent any more.",
  access: { scope: "webhooks:write" },
  params,
  reply: z.void(),
  status: 204,
  errors: ["forbidden", "webhook_not_found"],
  run: (ctx, { params: { id } }) => deleteReceiver(ctx, "webhook", id),
});

const rotate = operation({
  id: "rotateWebhookSecret",
  method: "POST",
  path: "/webhooks/:id/rotate",
  tag,
  summary: "Give a webhook a new secret",
  description:
    "Until the overlap ends, each message carries a signature of the old secret beside the new one's.",
  access: { scope: "webhooks:write" },
  params,
  body: rotateBody,
  reply: newWebhookReply,
  status: 200,
  errors: ["invalid_body", "forbidden", "webhook_not_found"],
  run: async (ctx, { params: { id }, body }) =>
    withSecret(await rotateSecret(ctx, "webhook", id, body.overlapHours), present),
});

const test = operation({
  id: "testWebhook",
  method: "POST",
  path: "/webhooks/:id/test",
  tag,
  summary: "Send a webhook a test",
  description: "A message of the type `webhook.test`, tried once, also while the webhook is paused.",
  access: { scope: "webhooks:write" },
  params,
  reply: deliveryReply,
  status: 200,
  errors: ["forbidden", "webhook_not_found", "rate_limited"],
  run: async (ctx, { params: { id } }) => presentDelivery(await sendTest(ctx, "webhook", id)),
});

export const webhookOperations = [create, list, update, remove, rotate, test] as const;
