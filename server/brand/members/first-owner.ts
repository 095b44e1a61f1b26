import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { insertMember, noteChange } from "./store";

/** Addresses of the demonstration's people, which no mail reaches. */
export const DEMO_DOMAIN = "demo.invalid";

type Owner = { email: string; name: string };

/** Whether a real person of the brand has ever signed in. Members are never deleted, so this stays true for good. */
export async function hasJoined(tx: Tx): Promise<boolean> {
  const [row] = await tx.sql`
    select 1 from members
    where brand_id = ${tx.brandId} and joined_at is not null and email not like ${`%@${DEMO_DOMAIN}`} limit 1`;
  return row !== undefined;
}

/** Makes the brand's first owner, or corrects who that is to be. One at a time. */
export async function putFirstOwner(tx: Tx, { email, name }: Owner): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended('install ' || ${tx.brandId}::uuid::text, 0))`;
  // Whoever looked at the demonstration is not to stay in a brand that becomes real.
  await tx.sql`
    update members set revoked_at = ${now()}
    where brand_id = ${tx.brandId} and email like ${`%@${DEMO_DOMAIN}`} and revoked_at is null`;
  const [known] = await tx.sql<{ id: Id }[]>`
    select id from members where brand_id = ${tx.brandId} and role = 'owner' order by id limit 1`;
  if (known) {
    await tx.sql`
      update members set email = ${email}, name = ${name}, invited_at = ${now()}, revoked_at = null
      where brand_id = ${tx.brandId} and id = ${known.id}`;
    return;
  }
  const owner = { id: newId(), email, name, role: "owner" } as const;
  await insertMember(tx, owner);
  await noteChange(tx, owner, "invited", "installation");
}

/** The demonstration's admin, who owns nothing. */
export async function putDemoAdmin(tx: Tx, email: string): Promise<void> {
  await insertMember(tx, { id: newId(), email, name: "Demo admin", role: "admin" });
  await tx.sql`
    update members set revoked_at = null, joined_at = coalesce(joined_at, ${now()})
    where brand_id = ${tx.brandId} and email = ${email}`;
}
