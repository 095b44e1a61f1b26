import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage } from "@/server/api/rest/present";
import { idIn, pageOf } from "@/server/api/rest/schemas";
import type { ErrorCode } from "@/server/platform/errors";
import { listDeliveries, showDelivery } from "@/server/webhook/log/deliveries";
import { redeliver } from "@/server/webhook/log/redeliver";
import {
  deliveryDetailReply,
  deliveryQuery,
  deliveryReply,
  presentDelivery,
  presentDetail,
} from "./delivery-schemas";

type Names<List extends string, Show extends string, Again extends string> = {
  list: List;
  show: Show;
  again: Again;
};
type About<N> = {
  kind: "webhook" | "postback";
  tag: string;
  names: N;
  /** What refuses whoever may not see receivers of this kind, beside the lack of a scope. */
  refuses: readonly ErrorCode[];
};

/** What was sent to receivers of one kind: the log, one delivery with its tries, and sending it again. */
function deliveriesOf<const L extends string, const S extends string, const A extends string>({
  kind,
  tag,
  names,
  refuses,
}: About<Names<L, S, A>>) {
  const delivery = z.object({ id: idIn("delivery") });
  const list = operation({
    id: names.list,
    method: "GET",
    path: `/${kind}s/:id/deliveries`,
    tag,
    summary: `List what was sent to a ${kind}`,
    description: "The log holds 30 days.",
    access: { scope: "webhooks:read" },
    params: z.object({ id: idIn(kind) }),
    query: deliveryQuery,
    reply: pageOf(deliveryReply),
    status: 200,
    errors: ["invalid_query", ...refuses, `${kind}_not_found`],
    run: async (ctx, { params: { id }, query }) => {
      const rows = await listDeliveries(ctx, kind, { ...query, receiverId: id });
      return presentPage(rows, query.limit, presentDelivery);
    },
  });
  const show = operation({
    id: names.show,
    method: "GET",
    path: `/${kind}s/deliveries/:id`,
    tag,
    summary: "Read a delivery with its requests and replies",
    access: { scope: "webhooks:read" },
    params: delivery,
    reply: deliveryDetailReply,
    status: 200,
    errors: [...refuses, "delivery_not_found"],
    run: async (ctx, { params: { id } }) => presentDetail(await showDelivery(ctx, kind, id)),
  });
  const again = operation({
    id: names.again,
    method: "POST",
    path: `/${kind}s/deliveries/:id/redeliver`,
    tag,
    summary: "Send a message once more",
    description:
      "One that has ended is sent again at once, under its old `webhook-id` and tried once: the reply is the new delivery. One that waits is tried now.",
    access: { scope: "webhooks:write" },
    params: delivery,
    reply: deliveryReply,
    status: 200,
    errors: [...refuses, "delivery_not_found", "conflict", "rate_limited"],
    run: async (ctx, { params: { id } }) => presentDelivery(await redeliver(ctx, kind, id)),
  });
  return [list, show, again] as const;
}

export const webhookDeliveryOperations = deliveriesOf({
  kind: "webhook",
  tag: "Webhooks",
  names: { list: "listWebhookDeliveries", show: "getWebhookDelivery", again: "redeliverWebhook" },
  refuses: ["forbidden"],
});

export const postbackDeliveryOperations = deliveriesOf({
  kind: "postback",
  tag: "Postbacks",
  names: { list: "listPostbackDeliveries", show: "getPostbackDelivery", again: "redeliverPostback" },
  // A partner may see their own, and those of others are not found.
  refuses: [],
});
