import type { Currency } from "@/server/money/currency";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";

export type AttributionModel = "last_click" | "first_click" | "linear" | "position" | "time_decay";

/** What a credited event earns. Amounts and rates are exact decimals, kept as they were written. */
export type CommissionRule = {
  /** Kept across versions: part of the ledger's key. */
  id: string;
  trigger: "every" | "first" | "subsequent";
  /** Null: every event that carries revenue. `click`: pay per click. */
  eventType: string | null;
  kind: "percent" | "fixed";
  /** Percent: 0 < value ≤ 100. Fixed: major units of `currency`. */
  value: string;
  currency: Currency | null;
  /** Calendar months from the first counted event; 0: that one only; null: for life. */
  months: number | null;
  /** Cap for one event, in major units of `currency`. */
  maxAmount: string | null;
};

/** One immutable version of a program's rules. */
export type TermsVersion = {
  id: Id;
  programId: Id;
  attributionModel: AttributionModel;
  halfLifeDays: number;
  attributionWindowDays: number;
  cookieWindowDays: number;
  holdbackDays: number;
  rules: CommissionRule[];
  effectiveFrom: Millis;
  createdAt: Millis;
};

/** What deriving needs to know of a program. */
export type ProgramFacts = {
  id: Id;
  currency: Currency;
  timeZone: string;
  startsAt: Millis | null;
  endsAt: Millis | null;
  allowSelfReferral: boolean;
  couponPriority: "last_touch" | "coupon" | "click";
  commissionApproval: "auto" | "manual";
  terms: TermsVersion[];
};

/** The event type that marks a pay-per-click rule. */
export const CLICK_RULE = "click";

/**
 * The version in force at `at`: the pinned one, else the latest that is effective by then (of two with one date the later made);
 * the earliest also covers all time before it. Null for a program without terms.
 */
export function termsInForce(
  program: Pick<ProgramFacts, "terms">,
  at: Millis,
  pinnedId: Id | null,
): TermsVersion | null {
  let best: TermsVersion | null = null;
  let earliest: TermsVersion | null = null;
  for (const version of program.terms) {
    if (version.id === pinnedId) return version;
    if (earliest === null || coversMore(version, earliest)) earliest = version;
    if (version.effectiveFrom <= at && (best === null || laterThan(version, best))) best = version;
  }
  return best ?? earliest;
}

/** Of two versions with one date the earlier made is in force at no time, so not before that date either. */
function coversMore(a: TermsVersion, b: TermsVersion): boolean {
  return a.effectiveFrom === b.effectiveFrom ? laterThan(a, b) : a.effectiveFrom < b.effectiveFrom;
}

function laterThan(a: TermsVersion, b: TermsVersion): boolean {
  if (a.effectiveFrom !== b.effectiveFrom) return a.effectiveFrom > b.effectiveFrom;
  if (a.createdAt !== b.createdAt) return a.createdAt > b.createdAt;
  return a.id > b.id;
}

/** Whether events at `at` earn: the program has started and has not ended. */
export function isRunning(program: ProgramFacts, at: Millis): boolean {
  return (
    (program.startsAt === null || program.startsAt <= at) && (program.endsAt === null || at < program.endsAt)
  );
}
