import type postgres from "postgres";
import { partners } from "@/db/schema/roster/partner";
import type { Millis } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { violatedConstraint } from "@/server/platform/postgres/constraint";
import type { Tx } from "@/server/platform/postgres/database";

export type PartnerStatus = "active" | "revoked";
export type Partner = {
  id: Id;
  email: string;
  emailHash: string;
  name: string;
  status: PartnerStatus;
  /** The programs in which the partner is enrolled at present. */
  programIds: Id[];
  createdAt: Millis;
  invitedAt: Millis | null;
};
export type NewPartner = Omit<Partner, "status" | "programIds">;
export type PartnerFilter = {
  status?: PartnerStatus | undefined;
  programId?: Id | undefined;
  /** Part of the name or of the address. */
  q?: string | undefined;
  partnerId?: Id | undefined;
};
export type PartnerPage = PartnerFilter & {
  limit: number;
  cursor?: Id | undefined;
  /** By when they were added, unless there is a ranking. */
  ranking?: Ranking | undefined;
  /** Descending, unless said. */
  order?: "asc" | "desc" | undefined;
};
/** A query of `partner_id` and `value`, by which partners are ordered; those whom it does not name have 0. */
export type Ranking = (tx: Tx) => postgres.Fragment;

const UNIQUE_ADDRESS = "partners_email";

/** False when another partner has this address. */
export async function insertPartner(tx: Tx, partner: NewPartner): Promise<boolean> {
  const added = await tx.orm
    .insert(partners)
    .values({ ...partner, brandId: tx.brandId })
    .onConflictDoNothing()
    .returning({ id: partners.id });
  return added.length > 0;
}

export async function loadPartner(tx: Tx, id: Id): Promise<Partner | null> {
  const [row] = await tx.sql<Partner[]>`${shown(tx)} where p.brand_id = ${tx.brandId} and p.id = ${id}`;
  return row ?? null;
}

/** The partner as it is once nobody else is changing it; nobody else does until the transaction ends. */
export async function lockPartner(tx: Tx, id: Id): Promise<Partner | null> {
  await tx.sql`select 1 from partners where brand_id = ${tx.brandId} and id = ${id} for no key update`;
  return loadPartner(tx, id);
}

/**
 * One row more than the page holds. The id comes last in any order, so that no two partners are equal. Who is on the page is found
 * first, so that what is shown is put together for nobody else.
 */
export function pageOfPartners(tx: Tx, page: PartnerPage): Promise<Partner[]> {
  const { sql } = tx;
  const { ranking, order = "desc", cursor } = page;
  const [way, beyond] = order === "asc" ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`];
  const value = ranking ? sql`coalesce(r.value, 0)` : sql`0::bigint`;
  return sql<Partner[]>`
    with ${ranking ? sql`ranks as materialized (${ranking(tx)}),` : sql``} page as materialized (
      select p.id, ${value} as value from partners p ${ranking ? sql`left join ranks r on r.partner_id = p.id` : sql``}
      where p.brand_id = ${tx.brandId} ${wanted(tx, page)}
        ${cursor && !ranking ? sql`and p.id ${beyond} ${cursor}` : sql``}
        ${
          cursor && ranking
            ? sql`and (${value}, p.id) ${beyond}
                (coalesce((select value from ranks where partner_id = ${cursor}), 0), ${cursor}::uuid)`
            : sql``
        }
      order by ${ranking ? sql`${value} ${way},` : sql``} p.id ${way} limit ${page.limit + 1})
    ${shown(tx)} join page on page.id = p.id
    where p.brand_id = ${tx.brandId} order by page.value ${way}, p.id ${way}`;
}

function wanted(tx: Tx, { partnerId, q, status, programId }: PartnerFilter) {
  const { sql } = tx;
  return sql`${partnerId ? sql`and p.id = ${partnerId}` : sql``}
    ${q ? sql`and (p.name ilike ${containing(q)} or p.email ilike ${containing(q)})` : sql``}
    ${status === "active" ? sql`and ${isActive(tx)}` : sql``}
    ${status === "revoked" ? sql`and not ${isActive(tx)}` : sql``}
    ${
      programId
        ? sql`and exists (
            select 1 from enrollments e where e.brand_id = p.brand_id and e.partner_id = p.id
              and e.program_id = ${programId} and e.active_to is null)`
        : sql``
    }`;
}

function isActive({ sql }: Tx) {
  return sql`exists (
    select 1 from partner_periods a where a.brand_id = p.brand_id and a.partner_id = p.id and a.active_to is null)`;
}

/** Addresses of active partners who are in the program now; those who pin a version of its terms only if asked. */
export async function addressesIn(
  tx: Tx,
  programId: Id,
  { pinning }: { pinning: boolean },
): Promise<string[]> {
  const rows = await tx.sql<{ email: string }[]>`
    select p.email from enrollments e
    join partners p on p.brand_id = e.brand_id and p.id = e.partner_id
    join partner_periods a on a.brand_id = p.brand_id and a.partner_id = p.id and a.active_to is null
    where e.brand_id = ${tx.brandId} and e.program_id = ${programId} and e.active_to is null
      ${pinning ? tx.sql`` : tx.sql`and e.terms_id is null`}
    order by p.id`;
  return rows.map(({ email }) => email);
}

/** Refused with `email_taken` when another partner has the address, also when it got it a moment ago. */
export async function savePartner(tx: Tx, partner: NewPartner): Promise<void> {
  try {
    await tx.sql`
      update partners set email = ${partner.email}, email_hash = ${partner.emailHash}, name = ${partner.name},
        invited_at = ${partner.invitedAt}
      where brand_id = ${tx.brandId} and id = ${partner.id}`;
  } catch (error) {
    if (violatedConstraint(error) === UNIQUE_ADDRESS) throw emailTaken(partner.email);
    throw error;
  }
}

export function emailTaken(email: string): AppError {
  return new AppError("email_taken", `Another partner has the address ${email}.`);
}

function shown(tx: Tx) {
  return tx.sql`
    select p.id, p.email, p.email_hash as "emailHash", p.name, p.created_at as "createdAt", p.invited_at as "invitedAt",
      case when ${isActive(tx)} then 'active' else 'revoked' end as status,
      array(
        select e.program_id from enrollments e
        where e.brand_id = p.brand_id and e.partner_id = p.id and e.active_to is null order by e.program_id
      ) as "programIds"
    from partners p`;
}

function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
