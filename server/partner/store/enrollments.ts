import { and, asc, eq, isNull } from "drizzle-orm";
import { enrollments } from "@/db/schema/roster/partner";
import type { Millis } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

export type Enrollment = {
  partnerId: Id;
  programId: Id;
  /** The terms version that is pinned in this period; null: the program's own choice. */
  termsId: Id | null;
  from: Millis;
  to: Millis | null;
};
export type Membership = { partnerId: Id; programId: Id };

const { partnerId, programId, termsId, from, to } = enrollments;
const shown = { partnerId, programId, termsId, from, to };

export async function openEnrollments(tx: Tx, opened: readonly Omit<Enrollment, "to">[]): Promise<void> {
  if (opened.length === 0) return;
  await tx.orm
    .insert(enrollments)
    .values(opened.map((one) => ({ ...one, brandId: tx.brandId, id: newId() })));
}

/** Clocks of two servers may differ, so a period is never made to end before it began. */
export async function closeEnrollment(
  tx: Tx,
  { partnerId, programId }: Membership,
  at: Millis,
): Promise<void> {
  await tx.sql`
    update enrollments set active_to = greatest(${at}::timestamptz, active_from)
    where brand_id = ${tx.brandId} and partner_id = ${partnerId} and program_id = ${programId} and active_to is null`;
}

export async function loadOpenEnrollment(tx: Tx, membership: Membership): Promise<Enrollment | null> {
  const [row] = await tx.orm
    .select(shown)
    .from(enrollments)
    .where(
      and(
        eq(enrollments.brandId, tx.brandId),
        eq(partnerId, membership.partnerId),
        eq(programId, membership.programId),
        isNull(to),
      ),
    );
  return row ?? null;
}

/** All of a partner's enrollments that ever were, earliest first. */
export function loadEnrollments(tx: Tx, partner: Id): Promise<Enrollment[]> {
  return tx.orm
    .select(shown)
    .from(enrollments)
    .where(and(eq(enrollments.brandId, tx.brandId), eq(partnerId, partner)))
    .orderBy(asc(from), asc(enrollments.id));
}
