import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

export type PartnerPeriodRow = { id: Id; emailHash: string; from: Millis | null; to: Millis | null };
export type EnrollmentPeriodRow = {
  partnerId: Id;
  programId: Id;
  termsId: Id | null;
  from: Millis;
  to: Millis | null;
};

/** These partners with their periods, one row a period, earliest first. Read in every derivation. */
export function loadPartnerPeriods(tx: Tx, partnerIds: readonly Id[]): Promise<PartnerPeriodRow[]> {
  return tx.sql<PartnerPeriodRow[]>`
    select p.id, p.email_hash as "emailHash", a.active_from as "from", a.active_to as "to"
    from partners p left join partner_periods a on a.brand_id = p.brand_id and a.partner_id = p.id
    where p.brand_id = ${tx.brandId} and p.id = any(${[...partnerIds]}::uuid[])
    order by p.id, a.active_from, a.id`;
}

/** Every enrollment these partners ever had, earliest first. Read in every derivation. */
export function loadEnrollmentPeriods(tx: Tx, partnerIds: readonly Id[]): Promise<EnrollmentPeriodRow[]> {
  return tx.sql<EnrollmentPeriodRow[]>`
    select partner_id as "partnerId", program_id as "programId", terms_id as "termsId",
      active_from as "from", active_to as "to"
    from enrollments where brand_id = ${tx.brandId} and partner_id = any(${[...partnerIds]}::uuid[])
    order by partner_id, program_id, active_from, id`;
}
