import { type Context, permit, transact } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { type Asked, spanOf } from "./span";

/** Clicks of a partner's links in a span, the last 30 days unless asked otherwise, that count. A link without any is left out. */
export function linkClicks(ctx: Context, asked: Asked & { partnerId: Id }): Promise<Map<string, number>> {
  permit(ctx.actor, "partners:read");
  return transact(ctx, async (tx) => {
    const { from, to } = await spanOf(ctx, tx, asked);
    const rows = await tx.sql<{ linkId: Id; clicks: number }[]>`
      with said as (
        select distinct on (click_id) click_id, kind from decisions
        where brand_id = ${tx.brandId} and click_id is not null order by click_id, id desc
      )
      select k.link_id as "linkId", count(*)::int as clicks
      from clicks k left join said on said.click_id = k.id
      where k.brand_id = ${tx.brandId} and k.partner_id = ${asked.partnerId} and k.ts >= ${from} and k.ts < ${to}
        and k.link_id is not null and case when said.kind is null then k.verdict = 'valid' else said.kind = 'unflag' end
      group by k.link_id`;
    return new Map(rows.map(({ linkId, clicks }) => [linkId, clicks]));
  });
}
