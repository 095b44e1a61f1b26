import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { type Click, type ClickFilter, loadClicks } from "./store/read";

/** Clicks, newest first, one more than the page holds. A partner sees the partner's own. */
export function listClicks(
  ctx: Context,
  filter: ClickFilter,
  page: { limit: number; cursor?: Id | undefined },
): Promise<Click[]> {
  permit(ctx.actor, "clicks:read");
  const own = ownPartner(ctx.actor);
  if (own !== null && filter.partnerId !== undefined && filter.partnerId !== own) return Promise.resolve([]);
  return transact(ctx, (tx) => loadClicks(tx, own === null ? filter : { ...filter, partnerId: own }, page));
}
