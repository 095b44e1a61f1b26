import type { ClickFact, Verdict } from "@/server/click/rules";
import type { CopyQuery } from "@/server/platform/copy/read";
import { literal } from "@/server/platform/copy/read";
import type { CopyRows } from "@/server/platform/copy/rows";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/** Customers with ids after `after` and up to `upTo`; null: from the first, to the last. */
export type Range = { after: Id | null; upTo: Id | null };

/** The condition that a row `u` of `customer_users` is of the brand and its customer in the range. */
export function inRange(tx: Tx, { after, upTo }: Range): string {
  const conditions = [`u.brand_id = ${literal(tx.brandId)}`];
  if (after !== null) conditions.push(`u.customer_id > ${literal(after)}`);
  if (upTo !== null) conditions.push(`u.customer_id <= ${literal(upTo)}`);
  return conditions.join(" and ");
}

/** The last of the next `limit` customers after a customer; null when there are not as many. */
export async function lastOfNext(tx: Tx, after: Id | null, limit: number): Promise<Id | null> {
  const [row] = await tx.sql<{ id: Id }[]>`
    select id from customers
    where brand_id = ${tx.brandId} ${after === null ? tx.sql`` : tx.sql`and id > ${after}`}
    order by id offset ${limit - 1} limit 1`;
  return row?.id ?? null;
}

/** Each customer's clicks, customer by customer, a click that is tied twice one after the other. */
export function clicksInOrder(tx: Tx, range: Range): CopyQuery {
  return {
    text: `select u.customer_id, c.id, c.partner_id, c.program_id, c.ts, c.verdict, c.coupon_id is not null
      from customer_users u
      join identities i on i.brand_id = u.brand_id and i.user_id = u.user_id
      join clicks c on c.brand_id = i.brand_id and c.id = i.click_id
      where ${inRange(tx, range)} order by u.customer_id, c.id`,
    columns: 7,
  };
}

/** The click of the current row of `clicksInOrder`. */
export function clickOf(rows: CopyRows): ClickFact {
  return {
    id: rows.id(1),
    partnerId: rows.recurringId(2),
    programId: rows.recurringId(3),
    ts: rows.millis(4),
    // The table's check allows no other.
    verdict: rows.recurringText(5) as Verdict,
    coupon: rows.boolean(6),
  };
}

/** Keyed hashes of those of the customers' addresses that a partner has too: no others matter to deriving. */
export async function partnersEmails(tx: Tx, range: Range): Promise<Map<Id, string[]>> {
  const rows = await tx.sql<{ customer_id: Id; hashes: string[] }[]>`
    select u.customer_id, array_agg(distinct e.email_hash) as hashes
    from partners p
    join customer_emails e on e.brand_id = p.brand_id and e.email_hash = p.email_hash
    join customer_users u on u.brand_id = e.brand_id and u.user_id = e.user_id
    where p.brand_id = ${tx.brandId} and ${tx.sql.unsafe(inRange(tx, range))}
    group by u.customer_id`;
  return new Map(rows.map((row) => [row.customer_id, row.hashes]));
}
