import { type ClickFact, compareClicks, effectiveVerdict, type Verdict } from "@/server/click/rules";
import type { EventFact } from "@/server/event/rules";
import { enrollmentKey, isActiveAt, periodAt } from "@/server/partner/rules";
import { DAY_MS, MINUTE_MS, type Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { type ProgramFacts, type TermsVersion, termsInForce } from "@/server/program/rules";
import type { CreditDecision, History, Terms } from "./history";

/** How long after an event a click may lie and still be its touch: clocks differ, and Stripe's times are whole seconds. */
export const SKEW_MS: Millis = 5 * MINUTE_MS;

/** Why a click does not count, in the order of the checks. */
export type Failure = "verdict" | "window" | "inactive" | "self_referral";

/** One click seen from one event. */
export type Judgement = {
  click: ClickFact;
  verdict: Verdict;
  /** Milliseconds from click to event; negative when the click came after. */
  age: Millis;
  program: ProgramFacts | null;
  terms: TermsVersion | null;
  fails: Failure | null;
  /** It came after the event, within the skew: it counts only when no earlier click does. */
  late: boolean;
};

/** A history made ready to be asked about each of its events. */
export type Subject = {
  clicks: readonly { click: ClickFact; verdict: Verdict; selfReferral: boolean }[];
  hasIdentity: boolean;
  credits: ReadonlyMap<Id, CreditDecision>;
  terms: Terms;
};

/** Sorts the clicks and applies the decisions about them, once for all events. */
export function subjectOf(history: History, terms: Terms): Subject {
  const verdicts = new Map<Id, "flag" | "unflag">();
  const credits = new Map<Id, CreditDecision>();
  for (const decision of [...history.decisions].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (decision.kind === "flag" || decision.kind === "unflag") verdicts.set(decision.clickId, decision.kind);
    else if (decision.kind === "credit") credits.set(decision.eventId, decision);
    else if (decision.kind === "uncredit") credits.delete(decision.eventId);
  }
  const sorted = history.clicks.length > 1 ? [...history.clicks].sort(compareClicks) : history.clicks;
  return {
    clicks: sorted.map((click) => ({
      click,
      verdict: effectiveVerdict(click.verdict, verdicts.get(click.id)),
      selfReferral: isSelfReferral(click, history, terms),
    })),
    hasIdentity: history.hasIdentity,
    credits,
    terms,
  };
}

function isSelfReferral(click: ClickFact, history: History, terms: Terms): boolean {
  if (history.emailHashes.length === 0 || terms.programs.get(click.programId)?.allowSelfReferral)
    return false;
  const own = terms.partners.get(click.partnerId)?.emailHashes ?? [];
  return own.some((hash) => history.emailHashes.includes(hash));
}

/** Looks at each click of the customer from one event, in the order of the clicks. */
export function judge(event: Pick<EventFact, "ts">, subject: Subject): Judgement[] {
  return subject.clicks.map(({ click, verdict, selfReferral }) => {
    const program = subject.terms.programs.get(click.programId) ?? null;
    const enrollment = subject.terms.enrollments.get(enrollmentKey(click.partnerId, click.programId));
    const pinned = enrollment ? (periodAt(enrollment.periods, event.ts)?.termsId ?? null) : null;
    const terms = program && termsInForce(program, event.ts, pinned);
    const age = event.ts - click.ts;
    const late = age < 0 && age >= -SKEW_MS;
    const inWindow = late || (terms !== null && age >= 0 && age <= terms.attributionWindowDays * DAY_MS);
    const partner = subject.terms.partners.get(click.partnerId);
    const active = (): boolean =>
      isActiveAt(partner, enrollment, click.ts) && isActiveAt(partner, enrollment, event.ts);
    const fails: Failure | null =
      verdict !== "valid"
        ? "verdict"
        : !inWindow
          ? "window"
          : terms === null || !active()
            ? "inactive"
            : selfReferral
              ? "self_referral"
              : null;
    return { click, verdict, age, program, terms, fails, late };
  });
}

/** A click that counts, with the rules it counts under. */
export type CountedClick = Judgement & { program: ProgramFacts; terms: TermsVersion };

/** The clicks that are touches: those before the event, else those just after it; then the program's word on coupons. */
export function touchesAmong(judgements: readonly Judgement[]): CountedClick[] {
  const counting = judgements.filter(counts);
  const before = counting.filter((one) => !one.late);
  return preferCoupons(before.length > 0 ? before : counting);
}

function counts(judgement: Judgement): judgement is CountedClick {
  return judgement.fails === null && judgement.program !== null && judgement.terms !== null;
}

/** A coupon of a program with `coupon` beats all others; one of a program with `click` counts only when there is no other. */
function preferCoupons(touches: readonly CountedClick[]): CountedClick[] {
  if (!touches.some((touch) => touch.click.coupon)) return [...touches];
  const winning = touches.filter((touch) => touch.click.coupon && touch.program.couponPriority === "coupon");
  if (winning.length > 0) return winning;
  const others = touches.filter((touch) => !(touch.click.coupon && touch.program.couponPriority === "click"));
  return others.length > 0 ? others : [...touches];
}
