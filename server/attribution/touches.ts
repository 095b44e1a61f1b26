import { type ClickFact, compareClicks, effectiveVerdict, type Verdict } from "@/server/click/rules";
import type { EventFact } from "@/server/event/rules";
import {
  type EnrollmentFacts,
  enrollmentKey,
  isActiveAt,
  type PartnerFacts,
  periodAt,
} from "@/server/partner/rules";
import { DAY_MS, MINUTE_MS, type Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { type ProgramFacts, type TermsVersion, termsInForce } from "@/server/program/rules";
import { type CreditDecision, type History, inOrder, standingCredits, type Terms } from "./history";

/** How long after an event a click may lie and still be its touch: clocks differ, and Stripe's times are whole seconds. */
const SKEW_MS: Millis = 5 * MINUTE_MS;

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

/** A click with all about it that is the same for every event. */
type Candidate = {
  click: ClickFact;
  verdict: Verdict;
  selfReferral: boolean;
  program: ProgramFacts | null;
  partner: PartnerFacts | undefined;
  enrollment: EnrollmentFacts | undefined;
  wasActive: boolean;
};

/** A history made ready to be asked about each of its events. */
export type Subject = {
  clicks: readonly Candidate[];
  hasIdentity: boolean;
  credits: ReadonlyMap<Id, CreditDecision>;
  terms: Terms;
};

/** Sorts the clicks and applies the decisions about them, once for all events. */
export function subjectOf(history: History, terms: Terms): Subject {
  const verdicts = new Map<Id, "flag" | "unflag">();
  const credits = new Map<Id, CreditDecision[]>();
  for (const decision of inOrder(history.decisions)) {
    if (decision.kind === "flag" || decision.kind === "unflag") verdicts.set(decision.clickId, decision.kind);
    else if (decision.kind === "credit" || decision.kind === "uncredit") {
      credits.set(decision.eventId, standingCredits(credits.get(decision.eventId) ?? [], decision));
    }
  }
  const sorted = history.clicks.length > 1 ? [...history.clicks].sort(compareClicks) : history.clicks;
  return {
    clicks: sorted.map((click) => candidateOf(click, verdicts.get(click.id), history, terms)),
    hasIdentity: history.hasIdentity,
    credits: new Map(
      [...credits].flatMap(([eventId, list]) => list.slice(-1).map((last) => [eventId, last])),
    ),
    terms,
  };
}

function candidateOf(
  click: ClickFact,
  decision: "flag" | "unflag" | undefined,
  history: History,
  terms: Terms,
): Candidate {
  const program = terms.programs.get(click.programId) ?? null;
  const partner = terms.partners.get(click.partnerId);
  const enrollment = terms.enrollments.get(enrollmentKey(click.partnerId, click.programId));
  const isOwn = partner?.emailHashes.some((hash) => history.emailHashes.includes(hash)) ?? false;
  return {
    click,
    verdict: effectiveVerdict(click.verdict, decision),
    selfReferral: isOwn && !program?.allowSelfReferral,
    program,
    partner,
    enrollment,
    wasActive: isActiveAt(partner, enrollment, click.ts),
  };
}

/** Looks at each click of the customer from one event, in the order of the clicks. */
export function judge(event: Pick<EventFact, "ts">, subject: Subject): Judgement[] {
  return subject.clicks.map((candidate) => judgeOne(candidate, event.ts));
}

function judgeOne(candidate: Candidate, at: Millis): Judgement {
  const { click, verdict, program, enrollment } = candidate;
  const pinned = enrollment ? (periodAt(enrollment.periods, at)?.termsId ?? null) : null;
  const terms = program && termsInForce(program, at, pinned);
  const age = at - click.ts;
  const late = age < 0 && age >= -SKEW_MS;
  return { click, verdict, age, program, terms, late, fails: failureAmong(candidate, terms, age, at) };
}

/** The first check that a click fails. */
function failureAmong(
  candidate: Candidate,
  terms: TermsVersion | null,
  age: Millis,
  at: Millis,
): Failure | null {
  if (candidate.verdict !== "valid") return "verdict";
  // Without a program there is no window to lie outside of; such a click fails as one of an inactive partner.
  if (age < -SKEW_MS || (terms !== null && age > terms.attributionWindowDays * DAY_MS)) return "window";
  const isActive = candidate.wasActive && isActiveAt(candidate.partner, candidate.enrollment, at);
  if (terms === null || !isActive) return "inactive";
  return candidate.selfReferral ? "self_referral" : null;
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
