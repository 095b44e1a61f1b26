import { type Context, permit, transact } from "@/server/auth/context";
import type { Millis } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/postgres/database";
import { isValid } from "./counted-clicks";
import { type Asked, type Span, spanOf } from "./span";
import { isSale } from "./summary";

/** How many went how far, each stage counted in people but the first. */
export type Funnel = {
  from: Millis;
  to: Millis;
  clicks: number;
  customers: number;
  leads: number;
  buyers: number;
  repeatBuyers: number;
};

type Counts = Omit<Funnel, "from" | "to">;

/** The way from click to repeated purchase, for the clicks of a span: what their customers did at any time since. */
export function funnel(ctx: Context, asked: Asked): Promise<Funnel> {
  permit(ctx.actor, "partners:read");
  return transact(ctx, async (tx) => {
    const span = await spanOf(ctx, tx, asked);
    return { from: span.from, to: span.to, ...(await count(tx, span)) };
  });
}

async function count(tx: Tx, span: Span): Promise<Counts> {
  const { sql } = tx;
  const [row] = await sql<Counts[]>`
    with arrivals as (
      select k.id from clicks k
      where k.brand_id = ${tx.brandId} and ${isValid(tx, "k")} and k.ts >= ${span.from} and k.ts < ${span.to}
        ${span.partnerId ? sql`and k.partner_id = ${span.partnerId}` : sql``} ${span.programId ? sql`and k.program_id = ${span.programId}` : sql``}
    ), people as (
      select distinct u.customer_id from arrivals k
      join identities i on i.brand_id = ${tx.brandId} and i.click_id = k.id
      join customer_users u on u.brand_id = i.brand_id and u.user_id = i.user_id
    ), deeds as (
      select u.customer_id, e.id, ${isSale(tx, "e")} as sale
      from arrivals k
      join attributions a on a.brand_id = ${tx.brandId} and a.click_id = k.id
      join events e on e.brand_id = a.brand_id and e.id = a.event_id
      join customer_users u on u.brand_id = e.brand_id and u.user_id = e.user_id
    ), customers as (
      select customer_id, bool_or(not sale) as lead, count(distinct id) filter (where sale) as sales from deeds group by customer_id
    )
    select (select count(*)::int from arrivals) as clicks, (select count(*)::int from people) as customers,
      count(*) filter (where lead)::int as leads, count(*) filter (where sales >= 1)::int as buyers,
      count(*) filter (where sales >= 2)::int as "repeatBuyers"
    from customers`;
  return row ?? { clicks: 0, customers: 0, leads: 0, buyers: 0, repeatBuyers: 0 };
}
