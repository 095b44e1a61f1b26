import { type Context, permit, transact } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { spanOf } from "./span";
import type { Sum } from "./summary";

/** What becomes a partner's on one day. */
export type Release = Sum & {
  /** In the brand's time zone; null: the holdback is over, and the brand has still to approve it. */
  day: string | null;
  entries: number;
};

/** Holdbacks last a year at most, and there are few currencies. */
const MOST_ROWS = 1_000;

/** What is held back from a partner, by the day on which its holdback ends: first what waits for the brand, then the next day. */
export function releases(ctx: Context, partnerId: Id): Promise<Release[]> {
  permit(ctx.actor, "commissions:read");
  return transact(ctx, async (tx) => {
    await spanOf(ctx, tx, { partnerId });
    const { timeZone } = await readBrand(tx);
    return tx.sql<Release[]>`
      select case when c.available_at > ${now()} then to_char(c.available_at at time zone ${timeZone}, 'YYYY-MM-DD') end as day,
        c.currency, sum(c.amount_minor)::bigint as amount, count(*)::int as entries
      from commissions c
      where c.brand_id = ${tx.brandId} and c.partner_id = ${partnerId} and c.status = 'pending'
      group by 1, 2 order by 1 nulls first, 2 limit ${MOST_ROWS}`;
  });
}
