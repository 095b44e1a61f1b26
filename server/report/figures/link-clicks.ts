import { type Context, permit, transact } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { countedOnce } from "./counted-clicks";
import { type Asked, spanOf } from "./span";

/** Clicks of a partner's links in a span, the last 30 days unless asked otherwise, that count. A link without any is left out. */
export function linkClicks(ctx: Context, asked: Asked & { partnerId: Id }): Promise<Map<string, number>> {
  permit(ctx.actor, "partners:read");
  return transact(ctx, async (tx) => {
    const { from, to } = await spanOf(ctx, tx, asked);
    const { said, counts } = countedOnce(tx);
    const rows = await tx.sql<{ linkId: Id; clicks: number }[]>`
      with said as ${said}
      select k.link_id as "linkId", count(*)::int as clicks
      from clicks k left join said on said.click_id = k.id
      where k.brand_id = ${tx.brandId} and k.partner_id = ${asked.partnerId} and k.ts >= ${from} and k.ts < ${to}
        and k.link_id is not null and ${counts}
      group by k.link_id`;
    return new Map(rows.map(({ linkId, clicks }) => [linkId, clicks]));
  });
}
