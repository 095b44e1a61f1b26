import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { TransactionSql } from "@/server/platform/postgres/sql";

type Joined = { brandId: Id; id: Id; role: string };

/** Notes that the members with this address have joined, the first time that it signs in. */
export async function join(sql: TransactionSql, email: string): Promise<void> {
  const joined = await sql<Joined[]>`
    update members set joined_at = ${now()}
    where lower(email) = lower(${email}) and revoked_at is null and joined_at is null
    returning brand_id as "brandId", id, role`;
  for (const { brandId, id, role } of joined) {
    await sql`
      insert into member_changes (brand_id, id, member_id, kind, role, changed_at, changed_by)
      values (${brandId}, ${newId()}, ${id}, 'joined', ${role}, ${now()}, ${email})`;
  }
}
