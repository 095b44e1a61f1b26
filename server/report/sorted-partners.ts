import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import { listPartners, type Partner, type PartnerPage, type Ranking } from "@/server/partner/list";
import { DAY_MS, type Millis, now } from "@/server/platform/clock";
import { countedOnce } from "./figures/counted-clicks";

/** The days before now whose figures a list of partners shows and is sorted by. */
export const PARTNERS_SHOWN_OVER_DAYS = 30;

export type PartnerSort = "made" | "clicks" | "earned";
type Asked = Omit<PartnerPage, "partnerId" | "ranking"> & { sort?: PartnerSort | undefined };

/**
 * Partners in the order that is asked for, with one row more than the page holds. The figures are counted from the rows of the last
 * days alone, as those of Overview. Sums of other currencies than the brand's do not count: there is no rate between them.
 */
export async function sortedPartners(ctx: Context, { sort = "made", ...page }: Asked): Promise<Partner[]> {
  permit(ctx.actor, "partners:read");
  if (sort === "made" || ownPartner(ctx.actor) !== null) return listPartners(ctx, page);
  const from = now() - PARTNERS_SHOWN_OVER_DAYS * DAY_MS;
  if (sort === "clicks") return listPartners(ctx, { ...page, ranking: clicksSince(from) });
  const { currency } = await transact(ctx, readBrand);
  return listPartners(ctx, { ...page, ranking: earnedSince(from, currency) });
}

function clicksSince(from: Millis): Ranking {
  return (tx) => {
    const { said, counts } = countedOnce(tx);
    return tx.sql`
    with said as ${said}
    select k.partner_id, count(*) as value
    from clicks k left join said on said.click_id = k.id
    where k.brand_id = ${tx.brandId} and k.ts >= ${from}
      and ${counts}
    group by 1`;
  };
}

function earnedSince(from: Millis, currency: string): Ranking {
  return ({ sql, brandId }) => sql`
    select partner_id, sum(amount_minor) as value from commissions
    where brand_id = ${brandId} and created_at >= ${from} and status <> 'reversed' and currency = ${currency} group by 1`;
}
