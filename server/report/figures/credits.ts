import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import type { Minor } from "@/server/money/minor";
import { findPartner } from "@/server/partner/read";
import type { Millis } from "@/server/platform/clock";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { Sum } from "./summary";

/** An event that a partner is credited with. It says which customer it was, and nothing of who that is. */
export type CreditedEvent = {
  id: Id;
  type: string;
  ts: Millis;
  customerId: Id;
  programIds: Id[];
  /** Millionths of the event that are the partner's. */
  share: number;
  value: Minor | null;
  currency: string | null;
  /** Entries of the partner's that are not reversed. */
  earned: Sum[];
};

/** A customer of whose events a partner is credited with some; figures are of those. */
export type CreditedCustomer = { id: Id; firstAt: Millis; lastAt: Millis; events: number; earned: Sum[] };

type Page = { limit: number; cursor?: Id | undefined };
type Stored<Row> = Omit<Row, "earned"> & { earned: string };

/** The events that a partner is credited with, the latest that came in first, one more than asked for. A partner sees their own. */
export function listCreditedEvents(
  ctx: Context,
  partnerId: Id,
  { limit, cursor, customerId }: Page & { customerId?: Id | undefined },
): Promise<CreditedEvent[]> {
  return ofPartner(ctx, partnerId, async ({ sql, brandId }) => {
    const rows = await sql<Stored<CreditedEvent>[]>`
      with page as (
        select event_id, sum(weight)::int as share, array_agg(distinct program_id) as programs from attributions
        where brand_id = ${brandId} and partner_id = ${partnerId} ${cursor ? sql`and event_id < ${cursor}` : sql``}
          ${
            customerId === undefined
              ? sql``
              : sql`and event_id in (select e.id from customer_users u join events e on e.brand_id = u.brand_id and e.user_id = u.user_id
                where u.brand_id = ${brandId} and u.customer_id = ${customerId})`
          }
        group by event_id order by event_id desc limit ${limit + 1}
      )
      select e.id, e.type, e.ts, u.customer_id as "customerId", page.programs as "programIds", page.share, e.value_minor as value,
        e.currency, coalesce(sums.earned, '[]') as earned
      from page
      join events e on e.brand_id = ${brandId} and e.id = page.event_id
      join customer_users u on u.brand_id = e.brand_id and u.user_id = e.user_id
      left join lateral (
        select json_agg(json_build_object('currency', currency, 'amount', amount::text) order by currency)::text as earned from (
          select currency, sum(amount_minor) as amount from commissions
          where brand_id = ${brandId} and event_id = e.id and partner_id = ${partnerId} and status <> 'reversed'
          group by currency) s) sums on true
      order by e.id desc`;
    return rows.map(withSums);
  });
}

/** The customers behind them, in the order in which they were first heard of, the latest first; one more than asked for. */
export function listCreditedCustomers(
  ctx: Context,
  partnerId: Id,
  { limit, cursor }: Page,
): Promise<CreditedCustomer[]> {
  return ofPartner(ctx, partnerId, async ({ sql, brandId }) => {
    const rows = await sql<Stored<CreditedCustomer>[]>`
      with page as (
        select u.customer_id as id, count(*)::int as events, min(e.ts) as first, max(e.ts) as last
        from (select distinct event_id from attributions where brand_id = ${brandId} and partner_id = ${partnerId}) mine
        join events e on e.brand_id = ${brandId} and e.id = mine.event_id
        join customer_users u on u.brand_id = e.brand_id and u.user_id = e.user_id
        ${cursor ? sql`where u.customer_id < ${cursor}` : sql``}
        group by 1 order by 1 desc limit ${limit + 1}
      )
      select page.id, page.events, page.first as "firstAt", page.last as "lastAt", coalesce(sums.earned, '[]') as earned
      from page
      left join lateral (
        select json_agg(json_build_object('currency', currency, 'amount', amount::text) order by currency)::text as earned from (
          select c.currency, sum(c.amount_minor) as amount from customer_users u
          join events e on e.brand_id = u.brand_id and e.user_id = u.user_id
          join commissions c on c.brand_id = e.brand_id and c.event_id = e.id
          where u.brand_id = ${brandId} and u.customer_id = page.id and c.partner_id = ${partnerId} and c.status <> 'reversed'
          group by c.currency) s) sums on true
      order by page.id desc`;
    return rows.map(withSums);
  });
}

function ofPartner<T>(ctx: Context, partnerId: Id, work: (tx: Tx) => Promise<T>): Promise<T> {
  permit(ctx.actor, "events:read");
  const own = ownPartner(ctx.actor);
  const unknown = `There is no partner ${partnerId}.`;
  if (own !== null && own !== partnerId) throw new AppError("partner_not_found", unknown);
  return transact(ctx, async (tx) => {
    found(await findPartner(tx, partnerId), "partner_not_found", unknown);
    return work(tx);
  });
}

function withSums<Row extends { earned: string }>(row: Row): Omit<Row, "earned"> & { earned: Sum[] } {
  // The queries above built it.
  const sums = JSON.parse(row.earned) as { currency: string; amount: string }[];
  const earned = sums.map(({ currency, amount }) => ({ currency, amount: BigInt(amount) as Minor }));
  return { ...row, earned };
}
