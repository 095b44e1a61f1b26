import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

// These tables belong to folders that stand on this one. Which customers a change of the roster concerns is the one thing
// asked of them here.

type Concern = { partnerId: Id; programId?: Id | undefined; since: Millis };

/** Users with a click of this partner whose customer has events at `since` or later: at most `limit`. */
export async function usersWithEventsSince(tx: Tx, concern: Concern, limit: number): Promise<string[]> {
  const { partnerId, programId, since } = concern;
  const rows = await tx.sql<{ userId: string }[]>`
    select distinct i.user_id as "userId"
    from clicks c
    join identities i on i.brand_id = c.brand_id and i.click_id = c.id
    join customer_users u on u.brand_id = i.brand_id and u.user_id = i.user_id
    where c.brand_id = ${tx.brandId} and c.partner_id = ${partnerId}
      ${programId ? tx.sql`and c.program_id = ${programId}` : tx.sql``}
      and exists (
        select 1 from customer_users o join events e on e.brand_id = o.brand_id and e.user_id = o.user_id
        where o.brand_id = u.brand_id and o.customer_id = u.customer_id and e.ts >= ${since}
      )
    limit ${limit}`;
  return rows.map((row) => row.userId);
}

/** Users who were seen with one of these addresses: at most `limit`. */
export async function usersWithEmail(
  tx: Tx,
  emailHashes: readonly string[],
  limit: number,
): Promise<string[]> {
  const rows = await tx.sql<{ userId: string }[]>`
    select distinct user_id as "userId" from customer_emails
    where brand_id = ${tx.brandId} and email_hash = any(${[...emailHashes]}::text[])
    limit ${limit}`;
  return rows.map((row) => row.userId);
}

/** Locks the customers of these users in the order in which derivations do. */
export async function lockCustomersOf(tx: Tx, users: readonly string[]): Promise<void> {
  await tx.sql`
    select id from customers
    where id in (select customer_id from customer_users where user_id = any(${[...users]}::text[]))
    order by id for no key update`;
}
