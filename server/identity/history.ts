import type { ClickFact, Verdict } from "@/server/click/rules";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { tuples } from "@/server/platform/postgres/sql";

/**
 * Locks the customers of these users, in one order for everyone, and says who they are. Whoever derives a customer holds
 * that customer's row until commit; two customers never share a lock.
 */
export async function lockCustomers(tx: Tx, users: readonly string[]): Promise<Id[]> {
  for (;;) {
    // One connection runs these in order, the second seeing what was committed while the first waited.
    const [locked, wanted] = await Promise.all([
      tx.sql<{ id: Id }[]>`
        select id from customers where id in (select customer_id from customer_users where user_id = any(${[...users]}::text[]))
        order by id for no key update`,
      tx.sql<{ customer_id: Id }[]>`
        select distinct customer_id from customer_users where user_id = any(${[...users]}::text[])`,
    ]);
    // While we waited for a lock, two customers may have been merged into one that we do not hold yet.
    const held = new Set(locked.map((row) => row.id));
    if (wanted.every((row) => held.has(row.customer_id))) return wanted.map((row) => row.customer_id);
  }
}

/** Locks these customers; those that were merged away meanwhile are left out. */
export async function lockCustomersById(tx: Tx, customerIds: readonly Id[]): Promise<Id[]> {
  const rows = await tx.sql<{ id: Id }[]>`
    select id from customers where id = any(${[...customerIds]}::uuid[]) order by id for no key update`;
  return rows.map((row) => row.id);
}

/** Each customer's clicks, without repetition, in no particular order. A customer with identities has an entry, perhaps an empty one. */
export async function historyClicks(tx: Tx, customerIds: readonly Id[]): Promise<Map<Id, ClickFact[]>> {
  const rows = await tuples<[Id, Id, Id, Id, Millis, Verdict, boolean]>(tx.sql`
    select distinct u.customer_id, c.id, c.partner_id, c.program_id, c.ts, c.verdict, c.coupon_id is not null
    from customer_users u
    join identities i on i.brand_id = u.brand_id and i.user_id = u.user_id
    join clicks c on c.brand_id = i.brand_id and c.id = i.click_id
    where u.brand_id = ${tx.brandId} and u.customer_id = any(${[...customerIds]}::uuid[])`);
  const clicks = new Map<Id, ClickFact[]>();
  for (const [customerId, id, partnerId, programId, ts, verdict, coupon] of rows) {
    const click = { id, partnerId, programId, ts, verdict, coupon };
    const list = clicks.get(customerId);
    if (list) list.push(click);
    else clicks.set(customerId, [click]);
  }
  return clicks;
}

/** A tie between a click and a user: when the caller says it happened, and when it was learnt. */
export type IdentityFact = { clickId: Id; userId: string; ts: Millis; learntAt: Millis };

/** Everything that ties a customer to its clicks, in the order in which it was learnt. */
export function identitiesOf(tx: Tx, customerId: Id): Promise<IdentityFact[]> {
  return tx.sql<IdentityFact[]>`
    select i.click_id as "clickId", i.user_id as "userId", i.ts, i.created_at as "learntAt"
    from customer_users u join identities i on i.brand_id = u.brand_id and i.user_id = u.user_id
    where u.brand_id = ${tx.brandId} and u.customer_id = ${customerId}
    order by i.created_at, i.id`;
}

/** Keyed hashes of the addresses each customer was seen with. */
export async function historyEmails(tx: Tx, customerIds: readonly Id[]): Promise<Map<Id, string[]>> {
  const rows = await tx.sql<{ customer_id: Id; hashes: string[] }[]>`
    select u.customer_id, array_agg(distinct e.email_hash) as hashes
    from customer_users u join customer_emails e on e.brand_id = u.brand_id and e.user_id = u.user_id
    where u.brand_id = ${tx.brandId} and u.customer_id = any(${[...customerIds]}::uuid[])
    group by u.customer_id`;
  return new Map(rows.map((row) => [row.customer_id, row.hashes]));
}
