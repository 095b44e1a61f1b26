import { type Context, ownPartner, transact } from "@/server/auth/context";
import { pageOfReceivers, type ReceiverPage, type ReceiverRow } from "../store/receivers";
import { permitReceivers } from "./access";

export type { ReceiverRow } from "../store/receivers";

/** Webhooks or postbacks, newest first, with one row more than the page holds. A partner sees the partner's own postbacks. */
export async function listReceivers(ctx: Context, page: ReceiverPage): Promise<ReceiverRow[]> {
  permitReceivers(ctx, page.kind, "read");
  const own = ownPartner(ctx.actor);
  if (own !== null && page.partnerId !== undefined && page.partnerId !== own) return [];
  return transact(ctx, (tx) => pageOfReceivers(tx, { ...page, partnerId: own ?? page.partnerId }));
}
