import { inRange, type Range } from "@/server/identity/range";
import type { Minor } from "@/server/money/minor";
import type { CopyQuery } from "@/server/platform/copy/read";
import type { CopyRows } from "@/server/platform/copy/rows";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { EventFact } from "./rules";

/** Events that the customers of a range sent themselves, customer by customer. */
export function eventsInOrder(tx: Tx, range: Range): CopyQuery {
  return {
    text: `select u.customer_id, e.id, e.type, e.user_id, e.ts, e.external_id, e.value_minor, e.currency, e.refund_of
      from customer_users u join events e on e.brand_id = u.brand_id and e.user_id = u.user_id
      where ${inRange(tx, range)} order by u.customer_id`,
    columns: 9,
  };
}

/** The event of the current row of `eventsInOrder`. */
export function eventOf(rows: CopyRows): EventFact {
  const value = rows.bigint(6);
  return {
    id: rows.id(1),
    type: rows.recurringText(2),
    userId: rows.recurringText(3),
    ts: rows.millis(4),
    externalId: rows.text(5),
    // The column holds minor units.
    value: value as Minor | null,
    currency: value === null ? null : rows.recurringText(7),
    refundOf: rows.text(8),
  };
}

/** The condition that `event_id` of a table is an event of these customers. Empty for a range without ends: all events are. */
export function ofRange(tx: Tx, range: Range): string {
  if (range.after === null && range.upTo === null) return "";
  return `and event_id in (
    select e.id from customer_users u join events e on e.brand_id = u.brand_id and e.user_id = u.user_id
    where ${inRange(tx, range)})`;
}

/** The customers who sent these events. */
export async function customersOfEvents(tx: Tx, eventIds: readonly Id[]): Promise<Id[]> {
  const rows = await tx.sql<{ id: Id }[]>`
    select distinct u.customer_id as id
    from events e join customer_users u on u.brand_id = e.brand_id and u.user_id = e.user_id
    where e.brand_id = ${tx.brandId} and e.id = any(${[...eventIds]}::uuid[])`;
  return rows.map((row) => row.id);
}

/**
 * The customers whose histories these refunds and disputes may tie together: those of the sales that they may name, and of other
 * reports of the same disputes, wherever that is another customer than the one who sent them. Both are given.
 */
export async function customersTiedBy(tx: Tx, eventIds: readonly Id[]): Promise<Id[]> {
  const rows = await tx.sql<{ id: Id }[]>`
    with reference as (
      select r.*, u.customer_id
      from events r join customer_users u on u.brand_id = r.brand_id and u.user_id = r.user_id
      where r.brand_id = ${tx.brandId} and r.id = any(${[...eventIds]}::uuid[])
    ), report as (
      select d.*, u.customer_id, r.customer_id as other_id
      from reference r join events d on d.brand_id = r.brand_id and d.external_id = r.external_id
      join customer_users u on u.brand_id = d.brand_id and u.user_id = d.user_id
      where r.type like 'dispute%' and d.type in ('dispute_opened', 'dispute_won', 'dispute_lost')
    ), naming as (
      select brand_id, refund_of, refund_of_id, customer_id from reference
      union all
      select brand_id, refund_of, refund_of_id, other_id from report
    ), named as (
      select n.customer_id, s.user_id
      from naming n join events s on s.brand_id = n.brand_id and s.external_id = n.refund_of and s.value_minor is not null
      union all
      select n.customer_id, s.user_id
      from naming n join events s on s.brand_id = n.brand_id and s.id = n.refund_of_id and s.value_minor is not null
    ), tie as (
      select customer_id as one, other_id as other from report
      union
      select n.customer_id, u.customer_id
      from named n join customer_users u on u.brand_id = ${tx.brandId} and u.user_id = n.user_id
    )
    select one as id from tie where one <> other union select other from tie where one <> other`;
  return rows.map((row) => row.id);
}
