import { type Context, permit, transact } from "@/server/auth/context";
import { LEAD_TYPES } from "@/server/event/rules";
import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/postgres/database";
import { countedOnce } from "./counted-clicks";
import { type Asked, type Span, spanOf } from "./span";

export type Sum = { currency: string; amount: Minor };

export type Summary = {
  from: Millis;
  to: Millis;
  clicks: number;
  validClicks: number;
  /** Customers that were first tied to one of the clicks in the span. */
  customers: number;
  /** Credited events that carry no revenue, by type. */
  leads: Record<string, number>;
  /** Credited events with a value, and their gross value. */
  sales: number;
  revenue: Sum[];
  /** Ledger entries made in the span, by status; reversed ones weigh nothing and are left out. */
  commissions: {
    status: "pending" | "approved" | "paid";
    currency: string;
    amount: Minor;
    entries: number;
  }[];
};

/** The figures of a span, from the same rows as the ledger. */
export function summary(ctx: Context, asked: Asked): Promise<Summary> {
  permit(ctx.actor, asked.partnerId === undefined ? "programs:read" : "partners:read");
  return transact(ctx, async (tx) => {
    const span = await spanOf(ctx, tx, asked);
    const [clicks, customers, credited, commissions] = await Promise.all([
      countClicks(tx, span),
      countCustomers(tx, span),
      sumCredited(tx, span),
      sumCommissions(tx, span),
    ]);
    const sales = credited.filter((row) => row.currency !== null);
    return {
      from: span.from,
      to: span.to,
      ...clicks,
      customers,
      leads: Object.fromEntries(
        credited.filter((row) => row.currency === null).map((row) => [row.type, row.events]),
      ),
      sales: sales.reduce((sum, row) => sum + row.events, 0),
      revenue: addUp(sales),
      commissions,
    };
  });
}

function only(tx: Tx, span: Span, alias: "k" | "a" | "c") {
  const { sql } = tx;
  const table = sql(alias);
  return sql`${span.partnerId ? sql`and ${table}.partner_id = ${span.partnerId}` : sql``} ${span.programId ? sql`and ${table}.program_id = ${span.programId}` : sql``}`;
}

/** Keeps identities to the clicks that are asked about. Where all are, none is looked up: an identity cannot be without its click. */
export function ofClick(tx: Tx, span: Span, identity: "i" | "j") {
  const { sql } = tx;
  if (!span.partnerId && !span.programId) return sql``;
  const table = sql(identity);
  return sql`join clicks k on k.brand_id = ${table}.brand_id and k.id = ${table}.click_id ${only(tx, span, "k")}`;
}

/** Whether an attributed event is a sale, as `isRevenue` says it. */
export function isSale(tx: Tx, alias: string) {
  const { sql } = tx;
  return sql`${sql(alias)}.value_minor is not null and ${sql(alias)}.type <> all(${[...LEAD_TYPES]}::text[])`;
}

async function countClicks(tx: Tx, span: Span): Promise<{ clicks: number; validClicks: number }> {
  const { said, counts } = countedOnce(tx);
  const [row] = await tx.sql<{ clicks: number; valid: number }[]>`
    with said as ${said}
    select count(*)::int as clicks,
      count(*) filter (where ${counts})::int as valid
    from clicks k left join said on said.click_id = k.id
    where k.brand_id = ${tx.brandId} and k.ts >= ${span.from} and k.ts < ${span.to} ${only(tx, span, "k")}`;
  return { clicks: row?.clicks ?? 0, validClicks: row?.valid ?? 0 };
}

async function countCustomers(tx: Tx, span: Span): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from (
      select distinct u.customer_id from identities i ${ofClick(tx, span, "i")}
      join customer_users u on u.brand_id = i.brand_id and u.user_id = i.user_id
      where i.brand_id = ${tx.brandId} and i.ts >= ${span.from} and i.ts < ${span.to}) seen
    -- Who was there before the span is looked up only for those who were there in it.
    where not exists (
      select from customer_users o
      join identities j on j.brand_id = o.brand_id and j.user_id = o.user_id ${ofClick(tx, span, "j")}
      where o.brand_id = ${tx.brandId} and o.customer_id = seen.customer_id and j.ts < ${span.from})`;
  return row?.count ?? 0;
}

type Credited = { type: string; currency: string | null; events: number; amount: Minor };

function sumCredited(tx: Tx, span: Span): Promise<Credited[]> {
  return tx.sql<Credited[]>`
    select e.type, e.currency, count(*)::int as events, coalesce(sum(e.value_minor), 0)::bigint as amount
    from (
      -- A lead carries no revenue, whatever value it came with.
      select brand_id, id, ts, type, case when ${isSale(tx, "e")} then currency end as currency, value_minor from events e) e
    where e.brand_id = ${tx.brandId} and e.ts >= ${span.from} and e.ts < ${span.to}
      and exists (select from attributions a where a.brand_id = e.brand_id and a.event_id = e.id ${only(tx, span, "a")})
    group by e.type, e.currency`;
}

export function sumCommissions(tx: Tx, span: Span): Promise<Summary["commissions"]> {
  return tx.sql<Summary["commissions"]>`
    select c.status, c.currency, sum(c.amount_minor)::bigint as amount, count(*)::int as entries
    from commissions c
    where c.brand_id = ${tx.brandId} and c.status <> 'reversed' and c.created_at >= ${span.from} and c.created_at < ${span.to} ${only(tx, span, "c")}
    group by c.status, c.currency order by c.currency, c.status`;
}

function addUp(rows: readonly Credited[]): Sum[] {
  const sums = new Map<string, Minor>();
  for (const row of rows) {
    if (row.currency !== null) sums.set(row.currency, ((sums.get(row.currency) ?? 0n) + row.amount) as Minor);
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}
