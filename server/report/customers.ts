import { type Context, permitBrand, transact } from "@/server/auth/context";
import { LEAD_TYPES } from "@/server/event/rules";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { Sum } from "./figures/summary";

/** A customer of the brand, as a list shows it. */
export type CustomerRow = {
  id: Id;
  /** The user ids that are this customer; five at most. */
  userIds: string[];
  createdAt: Millis;
  /** When it was last heard of; null where nothing happened yet. */
  lastEventAt: Millis | null;
  events: number;
  /** Gross value of its sales. */
  revenue: Sum[];
  /** The partners whose clicks are tied to it. */
  partnerIds: Id[];
};

type Filter = {
  limit: number;
  cursor?: Id | undefined;
  /** How a user id begins. */
  q?: string | undefined;
  partnerId?: Id | undefined;
  /** By when it was first heard of; descending unless said. */
  order?: "asc" | "desc" | undefined;
};

const MAX_IDS_SHOWN = 5;

/** The brand's customers in the order in which they were first heard of, one more than asked for. */
export function listCustomers(ctx: Context, filter: Filter): Promise<CustomerRow[]> {
  permitBrand(ctx.actor, "events:read");
  const page = async ({ sql, brandId }: Tx): Promise<CustomerRow[]> => {
    const { q, partnerId, cursor, limit, order = "desc" } = filter;
    const [next, way] = order === "asc" ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
    const rows = await sql<(Omit<CustomerRow, "revenue"> & { revenue: string })[]>`
      with page as (
        select c.id, c.created_at from customers c
        where c.brand_id = ${brandId} ${cursor ? sql`and c.id ${next} ${cursor}` : sql``}
          ${q === undefined ? sql`` : sql`and c.id in (select customer_id from customer_users where brand_id = ${brandId} and starts_with(user_id, ${q}))`}
          ${
            partnerId === undefined
              ? sql``
              : sql`and exists (
            select from customer_users u
            join identities i on i.brand_id = u.brand_id and i.user_id = u.user_id
            join clicks k on k.brand_id = i.brand_id and k.id = i.click_id
            where u.brand_id = ${brandId} and u.customer_id = c.id and k.partner_id = ${partnerId})`
          }
        order by c.id ${way} limit ${limit + 1}
      )
      select page.id, page.created_at as "createdAt", ids.ids as "userIds", coalesce(deeds.events, 0) as events,
        deeds.last as "lastEventAt", coalesce(sums.revenue, '[]') as revenue, coalesce(through.partners, '{}') as "partnerIds"
      from page
      cross join lateral (
        select (array_agg(user_id order by user_id))[1:${MAX_IDS_SHOWN}] as ids from customer_users
        where brand_id = ${brandId} and customer_id = page.id) ids
      left join lateral (
        select count(*)::int as events, max(e.ts) as last from customer_users u
        join events e on e.brand_id = u.brand_id and e.user_id = u.user_id
        where u.brand_id = ${brandId} and u.customer_id = page.id) deeds on true
      left join lateral (
        select json_agg(json_build_object('currency', currency, 'amount', amount::text) order by currency)::text as revenue from (
          -- What is no lead and can be credited is a sale, if it has a value.
          select e.currency, sum(e.value_minor) as amount from customer_users u
          join events e on e.brand_id = u.brand_id and e.user_id = u.user_id
          join outcomes o on o.brand_id = e.brand_id and o.event_id = e.id
          where u.brand_id = ${brandId} and u.customer_id = page.id and e.value_minor is not null
            and o.status <> 'not_attributable' and e.type <> all(${[...LEAD_TYPES]}::text[])
          group by e.currency) s) sums on true
      left join lateral (
        select array_agg(distinct k.partner_id) as partners from customer_users u
        join identities i on i.brand_id = u.brand_id and i.user_id = u.user_id
        join clicks k on k.brand_id = i.brand_id and k.id = i.click_id
        where u.brand_id = ${brandId} and u.customer_id = page.id) through on true
      order by page.id ${way}`;
    return rows.map(({ revenue, ...row }) => ({ ...row, revenue: sumsIn(revenue) }));
  };
  return transact(ctx, page, { plan: "anew" });
}

function sumsIn(json: string): Sum[] {
  // The query above built it.
  const sums = JSON.parse(json) as { currency: string; amount: string }[];
  return sums.map(({ currency, amount }) => ({ currency, amount: BigInt(amount) as Sum["amount"] }));
}
