import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";

/** A half-open span of time; `to` null: still open. */
export type Period = { from: Millis; to: Millis | null };

export type PartnerFacts = { id: Id; periods: Period[]; emailHashes: string[] };

/** A partner in a program, by period; `termsId` pins a terms version during that period. */
export type EnrollmentFacts = { partnerId: Id; programId: Id; periods: (Period & { termsId: Id | null })[] };

/** The period that covers `at`. The earliest one also covers all time before it. */
export function periodAt<P extends Period>(periods: readonly P[], at: Millis): P | null {
  let earliest: P | null = null;
  for (const period of periods) {
    if (period.from <= at && (period.to === null || at < period.to)) return period;
    if (earliest === null || period.from < earliest.from) earliest = period;
  }
  return earliest !== null && at < earliest.from ? earliest : null;
}

/** Whether a partner was on the roster and in the program at an instant. */
export function isActiveAt(
  partner: PartnerFacts | undefined,
  enrollment: EnrollmentFacts | undefined,
  at: Millis,
): boolean {
  if (!partner || !enrollment) return false;
  return periodAt(partner.periods, at) !== null && periodAt(enrollment.periods, at) !== null;
}

/** How enrollments are found: one key for each partner in each program. */
export function enrollmentKey(partnerId: Id, programId: Id): string {
  return `${partnerId}:${programId}`;
}
