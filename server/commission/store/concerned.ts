import type { Millis } from "@/server/platform/clock";
import { type Id, idAt } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/**
 * The customers whose history speaks of a program: one of their clicks is its, or a sale of theirs was credited in it by hand.
 * Each customer is asked about alone: written with EXISTS, PostgreSQL gathers all who are concerned anew for every page.
 */
function concerns(tx: Tx, programId: Id) {
  return tx.sql`coalesce(
    (select true from customer_users u
      join identities i on i.brand_id = u.brand_id and i.user_id = u.user_id
      join clicks k on k.brand_id = i.brand_id and k.id = i.click_id
      where u.brand_id = c.brand_id and u.customer_id = c.id and k.program_id = ${programId} limit 1),
    (select true from customer_users u
      join events e on e.brand_id = u.brand_id and e.user_id = u.user_id
      join decisions d on d.brand_id = e.brand_id and d.event_id = e.id
      where u.brand_id = c.brand_id and u.customer_id = c.id and d.program_id = ${programId} and d.kind = 'credit' limit 1),
    false)`;
}

/** The customers that these user ids are known to be. */
export async function customersOfUsers(tx: Tx, users: readonly string[]): Promise<Id[]> {
  if (users.length === 0) return [];
  const rows = await tx.sql<{ id: Id }[]>`
    select distinct customer_id as id from customer_users where brand_id = ${tx.brandId} and user_id = any(${[...users]}::text[])`;
  return rows.map((row) => row.id);
}

/** The next customers concerned after `cursor`, in the order of their ids. */
export async function customersOfProgram(
  tx: Tx,
  programId: Id,
  cursor: Id | null,
  limit: number,
): Promise<Id[]> {
  const rows = await tx.sql<{ id: Id }[]>`
    select c.id from customers c
    where c.brand_id = ${tx.brandId} ${cursor === null ? tx.sql`` : tx.sql`and c.id > ${cursor}`} and ${concerns(tx, programId)}
    order by c.id limit ${limit}`;
  return rows.map((row) => row.id);
}

/** Those of these customers whom the program concerns. */
export async function concernedAmong(tx: Tx, programId: Id, customerIds: readonly Id[]): Promise<Id[]> {
  if (customerIds.length === 0) return [];
  const rows = await tx.sql<{ id: Id }[]>`
    select c.id from customers c
    where c.brand_id = ${tx.brandId} and c.id = any(${[...customerIds]}::uuid[]) and ${concerns(tx, programId)}`;
  return rows.map((row) => row.id);
}

export async function countCustomersOfProgram(tx: Tx, programId: Id): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from customers c where c.brand_id = ${tx.brandId} and ${concerns(tx, programId)}`;
  return row?.count ?? 0;
}

/**
 * Whether there is an event, or a click of the program, at `since` or later. Neither table has an index on time alone: an
 * event's id tells when it was learnt, which is at most `maxAheadMs` before it happens; clicks are found by partner.
 */
export async function hasFactsSince(
  tx: Tx,
  programId: Id,
  since: Millis,
  maxAheadMs: Millis,
): Promise<boolean> {
  const learnt = idAt(Math.max(0, since - maxAheadMs - 1));
  const [row] = await tx.sql<{ found: boolean }[]>`
    select exists (select from events where brand_id = ${tx.brandId} and id >= ${learnt} and ts >= ${since})
      or exists (
        select from enrollments n join clicks k on k.brand_id = n.brand_id and k.partner_id = n.partner_id
        where n.brand_id = ${tx.brandId} and n.program_id = ${programId} and k.program_id = ${programId} and k.ts >= ${since}) as found`;
  return row?.found === true;
}
