import type { Role } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import type { TransactionSql } from "@/server/platform/postgres/sql";

/** Where an address belongs: on a brand's team, or on its roster. */
export type Place =
  | {
      kind: "member";
      brandId: Id;
      brandName: string;
      brandSlug: string;
      memberId: Id;
      name: string;
      role: Role;
    }
  | { kind: "partner"; brandId: Id; brandName: string; brandSlug: string; partnerId: Id; name: string };

const MAX_PLACES = 200;

type Row = {
  kind: Place["kind"];
  brandId: Id;
  brandName: string;
  brandSlug: string;
  id: Id;
  name: string;
  role: Role | null;
};

/** Where the address belongs now: teams first, then rosters. Who was revoked is not among them. */
export async function placesOf(sql: TransactionSql, email: string): Promise<Place[]> {
  const rows = await sql<Row[]>`
    select 'member' as kind, b.id as "brandId", b.name as "brandName", b.slug as "brandSlug", m.id, m.name, m.role
    from members m join brands b on b.id = m.brand_id
    where lower(m.email) = lower(${email}) and m.revoked_at is null
    union all
    select 'partner', b.id, b.name, b.slug, p.id, p.name, null
    from partners p join brands b on b.id = p.brand_id
    where lower(p.email) = lower(${email}) and exists (
      select 1 from partner_periods a where a.brand_id = p.brand_id and a.partner_id = p.id and a.active_to is null)
    order by kind, "brandName", id limit ${MAX_PLACES}`;
  return rows.map(placeOf);
}

function placeOf({ kind, id, role, ...rest }: Row): Place {
  return kind === "member"
    ? { ...rest, kind, memberId: id, role: role ?? "viewer" }
    : { ...rest, kind, partnerId: id };
}
