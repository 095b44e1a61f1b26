import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/database";
import { newId } from "@/server/platform/ids";
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

/**
 * Makes two users one customer: all users of the younger customer move to the older, and the younger goes. Both rows are
 * locked until commit, as by anyone who derives them.
 */
export async function mergeCustomers(tx: Tx, userA: string, userB: string): Promise<void> {
  const [older, ...younger] = (await lockCustomers(tx, [userA, userB])).sort();
  if (older === undefined || younger.length === 0) return;
  await tx.sql`
    update customer_users set customer_id = ${older}
    where brand_id = ${tx.brandId} and customer_id = any(${younger}::uuid[])`;
  await tx.sql`delete from customers where brand_id = ${tx.brandId} and id = any(${younger}::uuid[])`;
}
