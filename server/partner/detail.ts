import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { type Enrollment, loadEnrollments } from "./store/enrollments";
import { loadPartner, lockPartner, type Partner } from "./store/partners";
import { type ActivePeriod, loadPeriods } from "./store/periods";

/** A partner with everything it was: when it was active, and in which programs. */
export type PartnerDetail = Partner & { periods: ActivePeriod[]; enrollments: Enrollment[] };

export async function partnerDetail(tx: Tx, id: Id): Promise<PartnerDetail> {
  const [partner, periods, enrollments] = await Promise.all([
    loadPartner(tx, id),
    loadPeriods(tx, id),
    loadEnrollments(tx, id),
  ]);
  return { ...found(partner, "partner_not_found", noPartner(id)), periods, enrollments };
}

/** The partner, which nobody else changes until the transaction ends; 404 when there is none. */
export async function holdPartner(tx: Tx, id: Id): Promise<Partner> {
  return found(await lockPartner(tx, id), "partner_not_found", noPartner(id));
}

export function noPartner(id: Id): string {
  return `There is no partner ${id}.`;
}
