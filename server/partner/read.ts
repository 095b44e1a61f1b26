import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { type EnrollmentFacts, enrollmentKey, type PartnerFacts } from "./rules";
import { type Coupon, codeOfPromotion, loadCouponByCode } from "./store/coupons";
import {
  type EnrollmentPeriodRow,
  loadEnrollmentPeriods,
  loadPartnerPeriods,
  type PartnerPeriodRow,
} from "./store/facts";
import { addressesIn, loadPartner, type Partner } from "./store/partners";

export type { Coupon } from "./store/coupons";
export type { Partner } from "./store/partners";

export type Roster = {
  partners: Map<Id, PartnerFacts>;
  /** By `enrollmentKey`. */
  enrollments: Map<string, EnrollmentFacts>;
};

/** What deriving needs of these partners. Unknown ids are absent from the maps. */
export async function partnerFacts(tx: Tx, partnerIds: readonly Id[]): Promise<Roster> {
  if (partnerIds.length === 0) return { partners: new Map(), enrollments: new Map() };
  const [periods, enrollments] = await Promise.all([
    loadPartnerPeriods(tx, partnerIds),
    loadEnrollmentPeriods(tx, partnerIds),
  ]);
  return { partners: partnersOf(periods), enrollments: enrollmentsOf(enrollments) };
}

/** Every partner the brand ever had. */
export async function partnerIds(tx: Tx): Promise<Id[]> {
  const rows = await tx.sql<{ id: Id }[]>`select id from partners where brand_id = ${tx.brandId}`;
  return rows.map((row) => row.id);
}

export function findPartner(tx: Tx, partnerId: Id): Promise<Partner | null> {
  return loadPartner(tx, partnerId);
}

/** Whom to write to about a program: the active partners in it; of its terms not those who pin a version. */
export function partnerAddresses(tx: Tx, programId: Id, about: "program" | "terms"): Promise<string[]> {
  return addressesIn(tx, programId, { pinning: about === "program" });
}

/** The code of the coupon that Stripe knows as this promotion code; null when it is nobody's. */
export function findCouponCodeOf(tx: Tx, promotionCode: string): Promise<string | null> {
  return codeOfPromotion(tx, promotionCode);
}

/** The coupon of a code in any case, whatever its status. */
export function findCoupon(tx: Tx, code: string): Promise<Coupon | null> {
  return loadCouponByCode(tx, code);
}

function partnersOf(rows: readonly PartnerPeriodRow[]): Map<Id, PartnerFacts> {
  const partners = new Map<Id, PartnerFacts>();
  for (const { id, emailHash, from, to } of rows) {
    let partner = partners.get(id);
    if (!partner) {
      partner = { id, periods: [], emailHashes: [emailHash] };
      partners.set(id, partner);
    }
    if (from !== null) partner.periods.push({ from, to });
  }
  return partners;
}

function enrollmentsOf(rows: readonly EnrollmentPeriodRow[]): Map<string, EnrollmentFacts> {
  const enrollments = new Map<string, EnrollmentFacts>();
  for (const { partnerId, programId, termsId, from, to } of rows) {
    const key = enrollmentKey(partnerId, programId);
    let enrollment = enrollments.get(key);
    if (!enrollment) {
      enrollment = { partnerId, programId, periods: [] };
      enrollments.set(key, enrollment);
    }
    enrollment.periods.push({ from, to, termsId });
  }
  return enrollments;
}
