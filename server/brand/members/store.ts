import type { Role } from "@/server/auth/context";
import { type Millis, now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/** `invited`: has never signed in. */
export type MemberStatus = "invited" | "active" | "revoked";
export type Member = {
  id: Id;
  email: string;
  name: string;
  role: Role;
  status: MemberStatus;
  createdAt: Millis;
  invitedAt: Millis | null;
  joinedAt: Millis | null;
  revokedAt: Millis | null;
};
export type MemberChange = "invited" | "joined" | "role" | "revoked" | "reinstated";

export type MemberPage = {
  limit: number;
  cursor?: Id | undefined;
  role?: Role | undefined;
  status?: MemberStatus | undefined;
};

function status({ sql }: Tx) {
  return sql`case when revoked_at is not null then 'revoked' when joined_at is null then 'invited' else 'active' end`;
}

function shown(tx: Tx) {
  return tx.sql`
    select id, email, name, role, created_at as "createdAt", invited_at as "invitedAt", joined_at as "joinedAt",
      revoked_at as "revokedAt", ${status(tx)} as status
    from members`;
}

/** One row more than the page holds, newest first. */
export function pageOfMembers(tx: Tx, page: MemberPage): Promise<Member[]> {
  const { sql } = tx;
  return sql<Member[]>`
    ${shown(tx)} where brand_id = ${tx.brandId}
      ${page.cursor ? sql`and id < ${page.cursor}` : sql``}
      ${page.role ? sql`and role = ${page.role}` : sql``}
      ${page.status ? sql`and ${status(tx)} = ${page.status}` : sql``}
    order by id desc limit ${page.limit + 1}`;
}

export async function loadAddress(tx: Tx, id: Id): Promise<string | null> {
  const [row] = await tx.sql<{ email: string }[]>`
    select email from members where brand_id = ${tx.brandId} and id = ${id}`;
  return row?.email ?? null;
}

/** The member, and no other change of who owns the brand until the transaction ends. */
export async function lockMember(tx: Tx, id: Id): Promise<Member | null> {
  await tx.sql`
    select 1 from members where brand_id = ${tx.brandId} and (role = 'owner' or id = ${id}) order by id for update`;
  const [row] = await tx.sql<Member[]>`${shown(tx)} where brand_id = ${tx.brandId} and id = ${id}`;
  return row ?? null;
}

/** False when the address is a member's already. */
export async function insertMember(
  tx: Tx,
  member: Pick<Member, "id" | "email" | "name" | "role">,
): Promise<boolean> {
  const added = await tx.sql`
    insert into members (brand_id, id, email, name, role, created_at, invited_at)
    values (${tx.brandId}, ${member.id}, ${member.email}, ${member.name}, ${member.role}, ${now()}, ${now()})
    on conflict do nothing returning 1`;
  return added.length > 0;
}

export async function saveMember(
  tx: Tx,
  { id, name, role, invitedAt, revokedAt }: Pick<Member, "id" | "name" | "role" | "invitedAt" | "revokedAt">,
): Promise<void> {
  await tx.sql`
    update members set name = ${name}, role = ${role}, invited_at = ${invitedAt}, revoked_at = ${revokedAt}
    where brand_id = ${tx.brandId} and id = ${id}`;
}

/** Owners who can sign in and have done so, without this member. */
export async function otherActiveOwners(tx: Tx, id: Id): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from members
    where brand_id = ${tx.brandId} and role = 'owner' and joined_at is not null and revoked_at is null and id <> ${id}`;
  return row?.count ?? 0;
}

export async function noteChange(
  tx: Tx,
  member: Pick<Member, "id" | "role">,
  kind: MemberChange,
  by: string,
): Promise<void> {
  await tx.sql`
    insert into member_changes (brand_id, id, member_id, kind, role, changed_at, changed_by)
    values (${tx.brandId}, ${newId()}, ${member.id}, ${kind}, ${member.role}, ${now()}, ${by})`;
}
