import { z } from "zod";
import type { Search } from "@/app/_ui/table/address";
import { parseId } from "@/server/platform/ids";
import { signedIn } from "../_data/signed-in";
import type { ReceiverKind } from "./kind";

const MOST = 100;
const status = z.enum(["waiting", "delivered", "failed"]);

/** A webhook or postback with a page of what was sent to it; null where there is none of that id. */
export async function loadReceiver(id: string, search: Search) {
  const { call } = await signedIn();
  const [webhooks, postbacks] = await Promise.all([
    call.webhooks.listWebhooks({ limit: MOST }),
    call.postbacks.listPostbacks({ limit: MOST }),
  ]);
  const receiver = [...webhooks.data, ...postbacks.data].find((one) => one.id === id);
  if (!receiver) return null;
  const kind: ReceiverKind = "partnerId" in receiver ? "postback" : "webhook";
  const asked = status.safeParse(search["status"]);
  const cursor = parseId(search["cursor"] ?? "");
  const query = {
    id,
    ...(asked.success ? { status: asked.data } : {}),
    ...(cursor ? { cursor } : {}),
  };
  const deliveries =
    kind === "postback"
      ? await call.postbackDeliveries.listPostbackDeliveries(query)
      : await call.webhookDeliveries.listWebhookDeliveries(query);
  return { receiver, kind, deliveries };
}

export type Delivery = NonNullable<Awaited<ReturnType<typeof loadReceiver>>>["deliveries"]["data"][number];
