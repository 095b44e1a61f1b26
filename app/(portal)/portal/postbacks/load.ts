import { notFound } from "next/navigation";
import type { Search } from "@/app/_ui/table/address";
import { orNotFound } from "@/app/(console)/_data/outcome";
import { parseId } from "@/server/platform/ids";
import { payoutPlan, signedIn } from "../../_data/signed-in";

export const PATH = "/portal/postbacks";
/** A partner has at most ten. */
export const MOST = 10;

/** One postback of the partner's, and a page of what was sent to it. */
export async function loadPostback(id: string, search: Search) {
  const [{ call }, { timeZone }] = await Promise.all([signedIn(), payoutPlan()]);
  const { data } = await call.postbacks.listPostbacks({ limit: MOST });
  const postback = data.find((one) => one.id === id);
  if (!postback) notFound();
  const cursor = parseId(search["cursor"] ?? "");
  const page = await call.postbackDeliveries.listPostbackDeliveries({ id, ...(cursor ? { cursor } : {}) });
  return { postback, deliveries: page.data, next: page.nextCursor, timeZone };
}

export type Deliveries = Awaited<ReturnType<typeof loadPostback>>["deliveries"];

/** One call of a postback with its tries. */
export async function loadDelivery(id: string) {
  const [{ call }, { timeZone }] = await Promise.all([signedIn(), payoutPlan()]);
  const delivery = await orNotFound(call.postbackDeliveries.getPostbackDelivery({ id }));
  return { delivery, timeZone };
}
