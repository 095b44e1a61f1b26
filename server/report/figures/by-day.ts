import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import type { Minor } from "@/server/money/minor";
import { DAY_MS } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Tx } from "@/server/platform/postgres/database";
import { findProgram } from "@/server/program/read";
import { dayOf } from "@/server/program/terms/calendar";
import { countedOnce } from "./counted-clicks";
import { type Asked, type Span, spanOf } from "./span";
import { isSale, ofClick, type Sum } from "./summary";

/** The figures of one local day. */
export type DayFigures = {
  day: string;
  clicks: number;
  validClicks: number;
  customers: number;
  revenue: Sum[];
  /** Entries made on the day that are not reversed. */
  commissions: Sum[];
};

export type ByDay = { timeZone: string; days: DayFigures[] };

const MAX_DAYS = 400;

/**
 * The figures of a span day by day, in the time zone of the program, else of the brand. Each is counted by the same rules as the
 * summary, so that the days of a span add up to its summary.
 */
export async function byDay(ctx: Context, asked: Asked): Promise<ByDay> {
  permit(ctx.actor, ownPartner(ctx.actor) === null ? "programs:read" : "partners:read");
  const { span, timeZone } = await transact(ctx, async (tx) => {
    const span = await spanOf(ctx, tx, asked);
    if (span.to - span.from > MAX_DAYS * DAY_MS)
      throw new AppError("invalid_query", `Figures by day are for at most ${MAX_DAYS} days at once.`);
    const program = span.programId === undefined ? null : await findProgram(tx, span.programId);
    return { span, timeZone: (program ?? (await readBrand(tx))).timeZone };
  });
  // Who is a customer since when takes as long as all else together, and neither waits for the other.
  const { services, actor } = ctx;
  const [customers, [clicks, revenue, commissions]] = await Promise.all([
    transact({ services, actor }, (tx) => customersByDay(tx, span, timeZone)),
    transact({ services, actor }, (tx) =>
      Promise.all([
        clicksByDay(tx, span, timeZone),
        revenueByDay(tx, span, timeZone),
        commissionsByDay(tx, span, timeZone),
      ]),
    ),
  ]);
  const days = daysOf(span, timeZone).map((day) => ({
    day,
    clicks: clicks.find((row) => row.day === day)?.clicks ?? 0,
    validClicks: clicks.find((row) => row.day === day)?.validClicks ?? 0,
    customers: customers.find((row) => row.day === day)?.customers ?? 0,
    revenue: sumsOf(revenue, day),
    commissions: sumsOf(commissions, day),
  }));
  return { timeZone, days };
}

/** Each local day that the span touches, in order. */
function daysOf({ from, to }: Span, timeZone: string): string[] {
  const days = new Set<string>();
  // A local day has at least 23 hours: stepping by half a day misses none.
  for (let ts = from; ts < to; ts += DAY_MS / 2) days.add(dayOf(ts, timeZone));
  if (to > from) days.add(dayOf(to - 1, timeZone));
  return [...days];
}

type DaySum = { day: string; currency: string; amount: Minor };

function sumsOf(rows: readonly DaySum[], day: string): Sum[] {
  return rows.filter((row) => row.day === day).map(({ currency, amount }) => ({ currency, amount }));
}

/** Keeps rows of a table to the partner and program that are asked about. */
function only(tx: Tx, { partnerId, programId }: Span, alias: string) {
  const { sql } = tx;
  return sql`${partnerId ? sql`and ${sql(alias)}.partner_id = ${partnerId}` : sql``} ${programId ? sql`and ${sql(alias)}.program_id = ${programId}` : sql``}`;
}

function localDay(tx: Tx, column: string, timeZone: string) {
  return tx.sql`to_char(${tx.sql(column)} at time zone ${timeZone}::text, 'YYYY-MM-DD')`;
}

type DayClicks = { day: string; clicks: number; validClicks: number };

function clicksByDay(tx: Tx, span: Span, timeZone: string): Promise<DayClicks[]> {
  const { sql, brandId } = tx;
  const { said, counts } = countedOnce(tx);
  return sql<DayClicks[]>`
    with said as ${said}, hours as (
      -- Days begin on the quarter of an hour everywhere; turning a time into its local day is dear, so it is done for quarters.
      select date_bin('15 minutes', k.ts, '2000-01-01'::timestamptz) as at, count(*) as clicks,
        count(*) filter (where ${counts}) as valid
      from clicks k left join said on said.click_id = k.id
      where k.brand_id = ${brandId} and k.ts >= ${span.from} and k.ts < ${span.to} ${only(tx, span, "k")}
      group by 1
    )
    select ${localDay(tx, "at", timeZone)} as day, sum(clicks)::int as clicks, sum(valid)::int as "validClicks"
    from hours group by 1`;
}

function customersByDay(tx: Tx, span: Span, timeZone: string): Promise<{ day: string; customers: number }[]> {
  const { sql, brandId } = tx;
  return sql<{ day: string; customers: number }[]>`
    with seen as (
      select u.customer_id, min(i.ts) as at from identities i ${ofClick(tx, span, "i")}
      join customer_users u on u.brand_id = i.brand_id and u.user_id = i.user_id
      where i.brand_id = ${brandId} and i.ts >= ${span.from} and i.ts < ${span.to}
      group by u.customer_id
    )
    select ${localDay(tx, "at", timeZone)} as day, count(*)::int as customers from seen
    where not exists (
      select from customer_users o
      join identities j on j.brand_id = o.brand_id and j.user_id = o.user_id ${ofClick(tx, span, "j")}
      where o.brand_id = ${brandId} and o.customer_id = seen.customer_id and j.ts < ${span.from})
    group by 1`;
}

function revenueByDay(tx: Tx, span: Span, timeZone: string): Promise<DaySum[]> {
  const { sql, brandId } = tx;
  return sql<DaySum[]>`
    select ${localDay(tx, "ts", timeZone)} as day, e.currency, sum(e.value_minor)::bigint as amount from events e
    where e.brand_id = ${brandId} and e.ts >= ${span.from} and e.ts < ${span.to} and ${isSale(tx, "e")}
      and exists (select from attributions a where a.brand_id = e.brand_id and a.event_id = e.id ${only(tx, span, "a")})
    group by 1, e.currency order by 1, e.currency`;
}

function commissionsByDay(tx: Tx, span: Span, timeZone: string): Promise<DaySum[]> {
  const { sql, brandId } = tx;
  return sql<DaySum[]>`
    select ${localDay(tx, "created_at", timeZone)} as day, c.currency, sum(c.amount_minor)::bigint as amount from commissions c
    where c.brand_id = ${brandId} and c.status <> 'reversed' and c.created_at >= ${span.from} and c.created_at < ${span.to}
      ${only(tx, span, "c")}
    group by 1, c.currency order by 1, c.currency`;
}
