import { type Millis, now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

export type Stitch = { identityId: Id; added: boolean; firstStitch: boolean };

/**
 * Ties a click to a user, or finds the tie that is there. Identities of one click are made one after the other, so that
 * exactly one of them is its first.
 */
export async function stitch(tx: Tx, clickId: Id, userId: string, ts: Millis): Promise<Stitch> {
  // One connection runs these in order, each seeing what was committed before it began.
  const [, [first], added] = await Promise.all([
    lockClick(tx, clickId),
    tx.sql<{ none: boolean }[]>`
      select not exists (select 1 from identities where brand_id = ${tx.brandId} and click_id = ${clickId}) as none`,
    tx.sql<{ id: Id }[]>`
      insert into identities (brand_id, id, click_id, user_id, ts, created_at)
      values (${tx.brandId}, ${newId()}, ${clickId}, ${userId}, ${ts}, ${now()})
      on conflict (brand_id, user_id, click_id) do nothing returning id`,
  ]);
  const [identity] = added.length > 0 ? added : await findIdentity(tx, clickId, userId);
  if (!identity) throw new Error(`click ${clickId} and its user have no identity after it was stored`);
  return { identityId: identity.id, added: added.length > 0, firstStitch: first?.none === true };
}

export async function lockClick(tx: Tx, clickId: Id): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`identify ${tx.brandId} ${clickId}`}, 0))`;
}

function findIdentity(tx: Tx, clickId: Id, userId: string) {
  return tx.sql<{ id: Id }[]>`
    select id from identities where brand_id = ${tx.brandId} and user_id = ${userId} and click_id = ${clickId}`;
}

/** Remembers an address a user was seen with, and says whether it is new for that user. */
export async function addEmailHash(tx: Tx, userId: string, emailHash: string): Promise<boolean> {
  const added = await tx.sql`
    insert into customer_emails (brand_id, user_id, email_hash, created_at)
    values (${tx.brandId}, ${userId}, ${emailHash}, ${now()})
    on conflict do nothing returning 1`;
  return added.length > 0;
}

/** The users to whom a click belongs. */
export async function usersWithClick(tx: Tx, clickId: Id): Promise<string[]> {
  const rows = await tx.sql<{ userId: string }[]>`
    select user_id as "userId" from identities where brand_id = ${tx.brandId} and click_id = ${clickId}`;
  return rows.map((row) => row.userId);
}
