import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { ProgramFacts, TermsVersion } from "../rules";

/** What deriving needs of these programs, and nothing else. */
export function loadFacts(tx: Tx, programIds: readonly Id[]): Promise<Omit<ProgramFacts, "terms">[]> {
  return tx.sql<Omit<ProgramFacts, "terms">[]>`
    select id, currency, time_zone as "timeZone", starts_at as "startsAt", ends_at as "endsAt",
      allow_self_referral as "allowSelfReferral", coupon_priority as "couponPriority",
      commission_approval as "commissionApproval"
    from programs where brand_id = ${tx.brandId} and id = any(${[...programIds]}::uuid[])`;
}

/** Every version of these programs' terms, in the order in which they come into force. */
export function loadVersions(tx: Tx, programIds: readonly Id[]): Promise<TermsVersion[]> {
  return tx.sql<TermsVersion[]>`
    select id, program_id as "programId", attribution_model as "attributionModel", half_life_days as "halfLifeDays",
      attribution_window_days as "attributionWindowDays", cookie_window_days as "cookieWindowDays",
      holdback_days as "holdbackDays", rules, effective_from as "effectiveFrom", created_at as "createdAt"
    from terms where brand_id = ${tx.brandId} and program_id = any(${[...programIds]}::uuid[])
    order by program_id, effective_from, id`;
}
