import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import { type Id, parseId } from "@/server/platform/ids";
import { isValid } from "./counted-clicks";
import type { Sum } from "./summary";

/** What a list of partners shows of each. */
export type PartnerFigures = { clicks: number; earned: Sum[] };

/**
 * Clicks that count and entries that are not reversed, both since `from`, of each of these partners. Partners without either are
 * left out.
 */
export function partnerFigures(
  ctx: Context,
  partnerIds: readonly string[],
  from: Millis,
): Promise<ReadonlyMap<string, PartnerFigures>> {
  permitBrand(ctx.actor, "partners:read");
  const ids = partnerIds.flatMap((one) => parseId(one) ?? []);
  return transact(ctx, async (tx) => {
    const { sql, brandId } = tx;
    const [clicks, sums] = await Promise.all([
      sql<{ partnerId: Id; count: number }[]>`
        select k.partner_id as "partnerId", count(*)::int as count from clicks k
        where k.brand_id = ${brandId} and k.partner_id = any(${ids}::uuid[]) and k.ts >= ${from} and ${isValid(tx, "k")}
        group by 1`,
      sql<{ partnerId: Id; currency: string; amount: Minor }[]>`
        select partner_id as "partnerId", currency, sum(amount_minor)::bigint as amount from commissions
        where brand_id = ${brandId} and partner_id = any(${ids}::uuid[]) and status <> 'reversed' and created_at >= ${from}
        group by 1, 2 order by 2`,
    ]);
    const figures = new Map<string, PartnerFigures>();
    for (const { partnerId, count } of clicks) figures.set(partnerId, { clicks: count, earned: [] });
    for (const { partnerId, currency, amount } of sums) {
      const own = figures.get(partnerId) ?? { clicks: 0, earned: [] };
      figures.set(partnerId, { ...own, earned: [...own.earned, { currency, amount }] });
    }
    return figures;
  });
}
