import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { ids } from "@/server/platform/postgres/arrays";
import type { Tx } from "@/server/platform/postgres/database";
import { lockCustomers } from "./history";

/** Makes a customer for each user id that has none yet. Of two transactions that meet a new user at once, one makes it. */
export async function ensureCustomers(tx: Tx, userIds: readonly string[]): Promise<void> {
  const users = [...new Set(userIds)];
  if (users.length === 0) return;
  // One statement: references are checked at its end, when both rows are there. Sorted, so that two groups of new users
  // wait for each other in one direction only.
  const unused = await tx.sql<{ id: string }[]>`
    with wanted as (
      select u.user_id, u.customer_id from unnest(${users}::text[], ${users.map(() => newId())}::uuid[]) as u(user_id, customer_id)
      where not exists (select 1 from customer_users k where k.brand_id = ${tx.brandId} and k.user_id = u.user_id)
      order by u.user_id
    ), made as (
      insert into customers (brand_id, id, created_at)
      select ${tx.brandId}::uuid, customer_id, ${now()}::timestamptz from wanted returning id
    ), placed as (
      insert into customer_users (brand_id, user_id, customer_id)
      select ${tx.brandId}::uuid, user_id, customer_id from wanted order by user_id
      on conflict do nothing returning customer_id
    )
    select id from made where id not in (select customer_id from placed)`;
  if (unused.length === 0) return;
  // Another transaction made these users while we waited for it; the customers meant for them stay empty.
  await tx.sql`delete from customers where brand_id = ${tx.brandId} and id = any(${unused.map((row) => row.id)}::uuid[])`;
}

/** Two user ids of one person. */
export type Alias = { userId: string; knownUserId: string };

/**
 * Makes the two users of each pair one customer: all users of the younger customers move to the oldest they are tied to, and the
 * younger go. All their rows are locked until commit, as by anyone who derives them.
 */
export async function mergeCustomers(tx: Tx, aliases: readonly Alias[]): Promise<void> {
  const users = [...new Set(aliases.flatMap(({ userId, knownUserId }) => [userId, knownUserId]))];
  if (users.length === 0) return;
  const locked = await lockCustomers(tx, users);
  if (locked.length < 2) return;
  const rows = await tx.sql<{ userId: string; customerId: Id }[]>`
    select user_id as "userId", customer_id as "customerId" from customer_users
    where brand_id = ${tx.brandId} and user_id = any(${users}::text[])`;
  const oldest = oldestOf(aliases, new Map(rows.map((row) => [row.userId, row.customerId])));
  const younger = [...oldest].filter(([id, first]) => id !== first);
  if (younger.length === 0) return;
  const going = ids(younger.map(([id]) => id));
  await tx.sql`
    update customer_users u set customer_id = j.oldest
    from unnest(${going}::uuid[], ${ids(younger.map(([, first]) => first))}::uuid[]) as j(younger, oldest)
    where u.brand_id = ${tx.brandId} and u.customer_id = j.younger`;
  await tx.sql`delete from customers where brand_id = ${tx.brandId} and id = any(${going}::uuid[])`;
}

/** For each customer, the oldest of those that the aliases tie it to, over any number of steps. Ids sort by age. */
function oldestOf(aliases: readonly Alias[], customerOf: ReadonlyMap<string, Id>): Map<Id, Id> {
  const next = new Map<Id, Id>();
  const first = (id: Id): Id => {
    const above = next.get(id);
    return above === undefined || above === id ? id : first(above);
  };
  for (const { userId, knownUserId } of aliases) {
    const [one, other] = [customerOf.get(userId), customerOf.get(knownUserId)];
    if (one === undefined || other === undefined) continue;
    const [older = one, younger = other] = [first(one), first(other)].sort();
    next.set(younger, older);
  }
  return new Map([...next.keys()].map((id) => [id, first(id)]));
}
