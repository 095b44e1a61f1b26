import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage } from "@/server/api/rest/present";
import { idIn, pageOf } from "@/server/api/rest/schemas";
import { listDeliveries, showDelivery } from "@/server/webhook/log/deliveries";
import { redeliver } from "@/server/webhook/log/redeliver";
import {
  deliveryDetailReply,
  deliveryQuery,
  deliveryReply,
  presentDelivery,
  presentDetail,
} from "./delivery-schemas";

const tag = "Postbacks";
const delivery = z.object({ id: idIn("delivery") });

const list = operation({
  id: "listPostbackDeliveries",
  method: "GET",
  path: "/postbacks/:id/deliveries",
  tag,
  summary: "List what was sent to a postback",
  description: "The log holds 30 days.",
  access: { scope: "webhooks:read" },
  params: z.object({ id: idIn("postback") }),
  query: deliveryQuery,
  reply: pageOf(deliveryReply),
  status: 200,
  errors: ["invalid_query", "postback_not_found"],
  run: async (ctx, { params: { id }, query }) =>
    presentPage(
      await listDeliveries(ctx, "postback", { ...query, receiverId: id }),
      query.limit,
      presentDelivery,
    ),
});

const show = operation({
  id: "getPostbackDelivery",
  method: "GET",
  path: "/postbacks/deliveries/:id",
  tag,
  summary: "Read a delivery with its requests and replies",
  access: { scope: "webhooks:read" },
  params: delivery,
  reply: deliveryDetailReply,
  status: 200,
  errors: ["delivery_not_found"],
  run: async (ctx, { params: { id } }) => presentDetail(await showDelivery(ctx, "postback", id)),
});

const again = operation({
  id: "redeliverPostback",
  method: "POST",
  path: "/postbacks/deliveries/:id/redeliver",
  tag,
  summary: "Send a message once more",
  description:
    "One that has ended is sent again at once, under its old `webhook-id` and tried once: the reply is the new delivery. One that waits is tried now.",
  access: { scope: "webhooks:write" },
  params: delivery,
  reply: deliveryReply,
  status: 200,
  errors: ["delivery_not_found", "conflict", "rate_limited"],
  run: async (ctx, { params: { id } }) => presentDelivery(await redeliver(ctx, "postback", id)),
});

export const postbackDeliveryOperations = [list, show, again] as const;
