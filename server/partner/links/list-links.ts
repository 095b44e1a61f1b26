import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { type Link, type LinkPage, pageOfLinks } from "../store/links";

export type { Link } from "../store/links";

/** Links, newest first, with one row more than the page holds. A partner's key sees its own. */
export async function listLinks(ctx: Context, page: LinkPage): Promise<Link[]> {
  permit(ctx.actor, "links:read");
  const own = ownPartner(ctx.actor);
  if (own !== null && page.partnerId !== undefined && page.partnerId !== own) return [];
  return transact(ctx, (tx) => pageOfLinks(tx, { ...page, partnerId: own ?? page.partnerId }));
}
