import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { tuples } from "@/server/platform/postgres/sql";
import { type EventFact, isDispute, isRefundOrDispute, resolveReferences } from "./rules";

type Row = [Id, Id, string, string, Millis, string | null, Minor | null, string | null, string | null];

/**
 * Each customer's events: its own, less the refunds and disputes that name another customer's sale, and those of others that
 * name one of its sales.
 */
export async function historyEvents(tx: Tx, customerIds: readonly Id[]): Promise<Map<Id, EventFact[]>> {
  const [own, naming] = await Promise.all([ownEvents(tx, customerIds), eventsNaming(tx, customerIds)]);
  const histories = new Map<Id, EventFact[]>(customerIds.map((id) => [id, []]));
  const references = new Map<Id, { ownerId: Id; event: EventFact }>();
  for (const row of own) {
    const event = factOf(row);
    if (isRefundOrDispute(event.type)) references.set(event.id, { ownerId: row[0], event });
    else histories.get(row[0])?.push(event);
  }
  for (const row of naming) {
    if (isRefundOrDispute(row[2])) references.set(row[1], { ownerId: row[0], event: factOf(row) });
  }
  if (references.size > 0) await assignReferences(tx, histories, references);
  return histories;
}

/** Gives each refund or dispute to the customer whose sale it names; one that names nothing known stays with its own. */
async function assignReferences(
  tx: Tx,
  histories: Map<Id, EventFact[]>,
  references: Map<Id, { ownerId: Id; event: EventFact }>,
): Promise<void> {
  const disputes = [...references.values()].flatMap(({ event }) =>
    isDispute(event.type) && event.externalId !== null ? event.externalId : [],
  );
  if (disputes.length > 0) {
    for (const row of await siblingDisputes(tx, disputes))
      references.set(row[1], { ownerId: row[0], event: factOf(row) });
  }
  const all = [...references.values()];
  const sales = new Map(
    (
      await salesNamedBy(
        tx,
        all.map(({ event }) => event),
      )
    ).map((row) => [row[1], { ownerId: row[0], event: factOf(row) }]),
  );
  const named = resolveReferences(
    all.map(({ event }) => event),
    [...sales.values()].map(({ event }) => event),
  );
  for (const { ownerId, event } of all) {
    const sale = named.get(event.id);
    const customerId = sale === undefined ? ownerId : sales.get(sale)?.ownerId;
    if (customerId !== undefined) histories.get(customerId)?.push(event);
  }
}

function ownEvents(tx: Tx, customerIds: readonly Id[]): Promise<Row[]> {
  return tuples<Row>(tx.sql`
    select u.customer_id, e.id, e.type, e.user_id, e.ts, e.external_id, e.value_minor, e.currency, e.refund_of
    from customer_users u join events e on e.brand_id = u.brand_id and e.user_id = u.user_id
    where u.brand_id = ${tx.brandId} and u.customer_id = any(${[...customerIds]}::uuid[])`);
}

function eventsNaming(tx: Tx, customerIds: readonly Id[]): Promise<Row[]> {
  return tuples<Row>(tx.sql`
    with sales as (
      select s.brand_id, s.id, s.external_id
      from customer_users u join events s on s.brand_id = u.brand_id and s.user_id = u.user_id
      where u.brand_id = ${tx.brandId} and u.customer_id = any(${[...customerIds]}::uuid[]) and s.value_minor is not null
    ), naming as (
      select r.* from sales s join events r on r.brand_id = s.brand_id and r.refund_of = s.external_id
      union
      select r.* from sales s join events r on r.brand_id = s.brand_id and r.refund_of_id = s.id
    )
    select o.customer_id, n.id, n.type, n.user_id, n.ts, n.external_id, n.value_minor, n.currency, n.refund_of
    from naming n join customer_users o on o.brand_id = n.brand_id and o.user_id = n.user_id`);
}

/** All reports of these disputes: one of them may name the sale that the others leave out. */
function siblingDisputes(tx: Tx, externalIds: readonly string[]): Promise<Row[]> {
  return tuples<Row>(tx.sql`
    select o.customer_id, e.id, e.type, e.user_id, e.ts, e.external_id, e.value_minor, e.currency, e.refund_of
    from events e join customer_users o on o.brand_id = e.brand_id and o.user_id = e.user_id
    where e.brand_id = ${tx.brandId} and e.external_id = any(${[...externalIds]}::text[])
      and e.type in ('dispute_opened', 'dispute_won', 'dispute_lost')`);
}

/** Two ways to name a sale, each with its own index: one condition with "or" between them would read every event there is. */
function salesNamedBy(tx: Tx, references: readonly EventFact[]): Promise<Row[]> {
  const names = [...new Set(references.flatMap((event) => event.refundOf ?? []))];
  return tuples<Row>(tx.sql`
    with named as (
      select s.id from events s where s.brand_id = ${tx.brandId} and s.external_id = any(${names}::text[])
      union
      select r.refund_of_id from events r
      where r.brand_id = ${tx.brandId} and r.id = any(${references.map((event) => event.id)}::uuid[])
    )
    select o.customer_id, e.id, e.type, e.user_id, e.ts, e.external_id, e.value_minor, e.currency, e.refund_of
    from named n join events e on e.id = n.id join customer_users o on o.brand_id = e.brand_id and o.user_id = e.user_id
    where e.brand_id = ${tx.brandId} and e.value_minor is not null`);
}

function factOf([, id, type, userId, ts, externalId, value, currency, refundOf]: Row): EventFact {
  return { id, type, userId, ts, externalId, value, currency, refundOf };
}
