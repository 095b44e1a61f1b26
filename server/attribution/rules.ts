import type { Verdict } from "@/server/click/rules";
import type { ReferenceOutcome } from "@/server/event/net";
import { type EventFact, isAttributable } from "@/server/event/rules";
import { enrollmentKey, periodAt } from "@/server/partner/rules";
import type { Millis } from "@/server/platform/clock";
import { DAY_MS } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import {
  type AttributionModel,
  type ProgramFacts,
  type TermsVersion,
  termsInForce,
} from "@/server/program/rules";
import { WHOLE, weigh } from "./models";
import { type Failure, type Judgement, judge, type Subject, touchesAmong } from "./touches";

/** What a person needs to know about an outcome, as data. `outcomeSentence` says it in words. */
export type OutcomeDetail =
  | { code: "attributed" }
  | { code: "by_hand"; decisionId: Id }
  | { code: "no_identity" }
  | { code: "no_click"; verdict: Verdict | null }
  | { code: "outside_window"; clickId: Id; ageMs: Millis; windowDays: number }
  | { code: "partner_inactive"; clickId: Id }
  | { code: "self_referral"; clickId: Id }
  | { code: "reduces"; saleId: Id }
  | { code: "other_currency"; saleId: Id }
  | { code: "sale_unknown" }
  | { code: "failed_payment" };

/** Why one event was or was not credited. */
export type Outcome = {
  eventId: Id;
  status:
    | "attributed"
    | "no_identity"
    | "no_click"
    | "outside_window"
    | "partner_inactive"
    | "self_referral"
    | "not_attributable";
  model: AttributionModel | null;
  termsId: Id | null;
  detail: OutcomeDetail;
};

/** The share of one event credited to one touch, in millionths. */
export type Attribution = {
  eventId: Id;
  clickId: Id | null;
  partnerId: Id;
  programId: Id;
  termsId: Id;
  weight: number;
};

/** A credited touch with the rules it earns by. */
export type Touch = {
  clickId: Id | null;
  partnerId: Id;
  program: ProgramFacts;
  terms: TermsVersion;
  weight: number;
};

export type Credited = { outcome: Outcome; touches: readonly Touch[] };

/** Decides who is credited with one event. `reference` is what became of it if it is a refund or dispute. */
export function attribute(
  event: EventFact,
  subject: Subject,
  reference: ReferenceOutcome | undefined,
): Credited {
  if (!isAttributable(event.type)) return uncredited(event, "not_attributable", referenceDetail(reference));
  const byHand = creditedByHand(event, subject);
  if (byHand) return byHand;
  const judgements = judge(event, subject);
  const touches = touchesAmong(judgements);
  const latest = touches.at(-1);
  if (!latest) return uncredited(event, ...failureOf(judgements, subject.hasIdentity));
  const { attributionModel: model, halfLifeDays, id: termsId } = latest.terms;
  const weights = weigh(
    model,
    touches.map((touch) => touch.age),
    halfLifeDays,
  );
  return {
    outcome: { eventId: event.id, status: "attributed", model, termsId, detail: { code: "attributed" } },
    touches: touches.flatMap(({ click, program, terms }, index): Touch[] => {
      const weight = weights[index] ?? 0;
      return weight === 0 ? [] : [{ clickId: click.id, partnerId: click.partnerId, program, terms, weight }];
    }),
  };
}

function creditedByHand(event: EventFact, subject: Subject): Credited | null {
  const credit = subject.credits.get(event.id);
  if (!credit) return null;
  const program = subject.terms.programs.get(credit.programId);
  const enrollment = subject.terms.enrollments.get(enrollmentKey(credit.partnerId, credit.programId));
  const terms =
    program &&
    termsInForce(
      program,
      event.ts,
      enrollment ? (periodAt(enrollment.periods, event.ts)?.termsId ?? null) : null,
    );
  if (!program || !terms) return null;
  return {
    outcome: {
      eventId: event.id,
      status: "attributed",
      model: null,
      termsId: terms.id,
      detail: { code: "by_hand", decisionId: credit.id },
    },
    touches: [{ clickId: null, partnerId: credit.partnerId, program, terms, weight: WHOLE }],
  };
}

function uncredited(event: EventFact, status: Outcome["status"], detail: OutcomeDetail): Credited {
  return { outcome: { eventId: event.id, status, model: null, termsId: null, detail }, touches: [] };
}

function referenceDetail(reference: ReferenceOutcome | undefined): OutcomeDetail {
  if (!reference) return { code: "failed_payment" };
  if (reference.saleId === null) return { code: "sale_unknown" };
  return reference.ignored === "currency"
    ? { code: "other_currency", saleId: reference.saleId }
    : { code: "reduces", saleId: reference.saleId };
}

const STAGES: readonly Failure[] = ["verdict", "window", "inactive", "self_referral"];

/** The furthest stage that any click reached; of several there, the latest before the event speaks, else one after it. */
function failureOf(
  judgements: readonly Judgement[],
  hasIdentity: boolean,
): [Outcome["status"], OutcomeDetail] {
  let furthest: Judgement | null = null;
  for (const one of judgements) {
    if (furthest === null || speaksFor(one, furthest)) furthest = one;
  }
  if (furthest === null) {
    return hasIdentity
      ? ["no_click", { code: "no_click", verdict: null }]
      : ["no_identity", { code: "no_identity" }];
  }
  const clickId = furthest.click.id;
  switch (furthest.fails) {
    case "window":
      return [
        "outside_window",
        {
          code: "outside_window",
          clickId,
          ageMs: furthest.age,
          windowDays: furthest.terms?.attributionWindowDays ?? 0,
        },
      ];
    case "inactive":
      return ["partner_inactive", { code: "partner_inactive", clickId }];
    case "self_referral":
      return ["self_referral", { code: "self_referral", clickId }];
    default:
      return ["no_click", { code: "no_click", verdict: furthest.verdict }];
  }
}

/** Whether the later click `one` tells more about the outcome than `other`. */
function speaksFor(one: Judgement, other: Judgement): boolean {
  const further = stageOf(one) - stageOf(other);
  return further !== 0 ? further > 0 : one.age >= 0 || other.age < 0;
}

function stageOf(judgement: Judgement): number {
  return judgement.fails === null ? STAGES.length : STAGES.indexOf(judgement.fails);
}

/** The outcome in words. */
export function outcomeSentence(detail: OutcomeDetail): string {
  switch (detail.code) {
    case "attributed":
      return "Credited to the partners whose clicks count.";
    case "by_hand":
      return "Credited by hand.";
    case "no_identity":
      return "No click is tied to this customer.";
    case "no_click":
      return detail.verdict === null
        ? "The customer is identified, but no click of it is known."
        : `The customer's clicks do not count: the latest was judged ${detail.verdict}.`;
    case "outside_window":
      return detail.ageMs < 0
        ? "All clicks of the customer came after the event."
        : `The last click was ${days(detail.ageMs)} before; the window is ${detail.windowDays} days.`;
    case "partner_inactive":
      return "The partner was not active in the program at the click and at the event.";
    case "self_referral":
      return "The customer is the partner: the addresses are the same, and the program does not allow self-referral.";
    case "reduces":
      return "This lowers the value of the sale that it names.";
    case "other_currency":
      return "Ignored: its currency is not the currency of the sale that it names.";
    case "sale_unknown":
      return "The sale that it names is not known yet.";
    case "failed_payment":
      return "A failed payment earns nothing.";
  }
}

/** Whole days, or tenths where a whole number would read like the window itself. */
function days(ms: Millis): string {
  const tenths = Math.ceil((ms * 10) / DAY_MS) / 10;
  return `${tenths} day${tenths === 1 ? "" : "s"}`;
}
