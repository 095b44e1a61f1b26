import { type Problem, refuseProblems } from "@/server/brand/problems";
import { newId } from "@/server/platform/ids";
import type { AttributionModel, CommissionRule, TermsVersion } from "../rules";
import { type DraftRule, type RuleInput, readRule } from "./rule-input";

/** Terms as a person gives them; what is absent gets the usual value. */
export type TermsInput = {
  attributionModel?: AttributionModel | undefined;
  halfLifeDays?: number | undefined;
  attributionWindowDays?: number | undefined;
  cookieWindowDays?: number | undefined;
  holdbackDays?: number | undefined;
  rules: readonly RuleInput[];
};

/** Terms without what makes them a version of a program. */
export type TermsContent = Omit<TermsVersion, "id" | "programId" | "effectiveFrom" | "createdAt">;

const MAX_RULES = 10;
const DEFAULT_MODEL: AttributionModel = "last_click";
const DEFAULT_HALF_LIFE_DAYS = 7;
const DEFAULT_ATTRIBUTION_WINDOW_DAYS = 60;
const DEFAULT_COOKIE_WINDOW_DAYS = 90;
const DEFAULT_HOLDBACK_DAYS = 15;

/**
 * Checks terms and completes them. A rule without an id that says the same as one of `known` is that rule and keeps its id,
 * because the ledger tells entries apart by it; the newest of `known` come first. `path` is where the terms stand in the body.
 */
export function readTerms(input: TermsInput, known: readonly CommissionRule[], path: string): TermsContent {
  const problems = [
    ...daysProblem(input.halfLifeDays, 1, `${path}halfLifeDays`),
    ...daysProblem(input.attributionWindowDays, 1, `${path}attributionWindowDays`),
    ...daysProblem(input.cookieWindowDays, 1, `${path}cookieWindowDays`),
    ...daysProblem(input.holdbackDays, 0, `${path}holdbackDays`),
    ...countProblem(input.rules.length, `${path}rules`),
  ];
  const drafts = input.rules.map((rule, index) => readRule(rule, `${path}rules.${index}`, problems));
  problems.push(...repeatedIds(drafts, `${path}rules`));
  refuseProblems(problems);
  return {
    attributionModel: input.attributionModel ?? DEFAULT_MODEL,
    halfLifeDays: input.halfLifeDays ?? DEFAULT_HALF_LIFE_DAYS,
    attributionWindowDays: input.attributionWindowDays ?? DEFAULT_ATTRIBUTION_WINDOW_DAYS,
    cookieWindowDays: input.cookieWindowDays ?? DEFAULT_COOKIE_WINDOW_DAYS,
    holdbackDays: input.holdbackDays ?? DEFAULT_HOLDBACK_DAYS,
    rules: identified(drafts, known),
  };
}

const MAX_DAYS = 365;

function daysProblem(days: number | undefined, least: number, path: string): Problem[] {
  if (days === undefined || (Number.isInteger(days) && days >= least && days <= MAX_DAYS)) return [];
  return [{ path, reason: `${days} is out of range: whole days from ${least} to ${MAX_DAYS}` }];
}

function countProblem(count: number, path: string): Problem[] {
  if (count >= 1 && count <= MAX_RULES) return [];
  return [{ path, reason: `terms hold 1 to ${MAX_RULES} rules, not ${count}` }];
}

function repeatedIds(rules: readonly DraftRule[], path: string): Problem[] {
  const seen = new Set<string>();
  return rules.flatMap(({ id }, index) => {
    if (id === null || !seen.has(id)) {
      if (id !== null) seen.add(id);
      return [];
    }
    return { path: `${path}.${index}.id`, reason: `two rules have the id "${id}"` };
  });
}

function identified(drafts: readonly DraftRule[], known: readonly CommissionRule[]): CommissionRule[] {
  const taken = new Set(drafts.flatMap(({ id }) => id ?? []));
  return drafts.map((draft) => {
    const id = draft.id ?? known.find((rule) => !taken.has(rule.id) && sameRule(rule, draft))?.id ?? newId();
    taken.add(id);
    return { ...draft, id };
  });
}

function sameRule(a: DraftRule, b: DraftRule): boolean {
  return (
    a.trigger === b.trigger &&
    a.eventType === b.eventType &&
    a.kind === b.kind &&
    a.value === b.value &&
    a.currency === b.currency &&
    a.months === b.months &&
    a.maxAmount === b.maxAmount
  );
}
