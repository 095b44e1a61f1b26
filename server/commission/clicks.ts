import type { Terms } from "@/server/attribution/history";
import { effectiveVerdict } from "@/server/click/rules";
import type { DecidedClick } from "@/server/click/span";
import { exponentOf } from "@/server/money/currency";
import { type Minor, minor } from "@/server/money/minor";
import { parseDecimal, round } from "@/server/money/rate";
import { enrollmentKey, isActiveAt, periodAt } from "@/server/partner/rules";
import { DAY_MS } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { endOfDay } from "@/server/program/calendar";
import {
  CLICK_RULE,
  type CommissionRule,
  isRunning,
  type ProgramFacts,
  type TermsVersion,
  termsInForce,
} from "@/server/program/rules";
import type { Owed } from "./rules";

/** What one partner is owed for the clicks of one local day; the day takes the event's place in the key. */
export type OwedForDay = Omit<Owed, "eventId"> & { clickDay: string };

type Tally = {
  rule: CommissionRule;
  currency: string;
  terms: TermsVersion;
  partnerId: Id;
  clicks: number;
  amount: bigint;
};

/** Pay per click for one program and local day: valid clicks × rate, one amount for each partner and rule. Pure. */
export function owedForClicks(
  program: ProgramFacts,
  day: string,
  clicks: readonly DecidedClick[],
  terms: Terms,
): OwedForDay[] {
  const tallies = new Map<string, Tally>();
  for (const click of clicks) {
    const version = earningTerms(program, click, terms);
    for (const rule of version?.rules ?? []) {
      if (version && rule.eventType === CLICK_RULE && rule.currency !== null)
        count(tallies, click.partnerId, rule, rule.currency, version);
    }
  }
  const end = endOfDay(day, program.timeZone);
  return [...tallies.values()].map((tally) => ({
    clickDay: day,
    partnerId: tally.partnerId,
    programId: program.id,
    ruleId: tally.rule.id,
    currency: tally.currency,
    amount: minor(tally.amount),
    termsId: tally.terms.id,
    availableAt: end + tally.terms.holdbackDays * DAY_MS,
    approval: program.commissionApproval,
    net: null,
    arithmetic: {
      kind: "per_click",
      value: tally.rule.value,
      gross: null,
      net: null,
      cappedAt: null,
      sharedWeight: 1,
      weight: 1,
      whole: String(tally.amount),
      part: String(tally.amount),
      clicks: tally.clicks,
    },
  }));
}

/** The terms a click earns by; null when it earns nothing. */
function earningTerms(program: ProgramFacts, click: DecidedClick, terms: Terms): TermsVersion | null {
  const enrollment = terms.enrollments.get(enrollmentKey(click.partnerId, program.id));
  if (click.coupon || effectiveVerdict(click.verdict, click.decision ?? undefined) !== "valid") return null;
  if (!isRunning(program, click.ts) || !isActiveAt(terms.partners.get(click.partnerId), enrollment, click.ts))
    return null;
  return termsInForce(
    program,
    click.ts,
    enrollment ? (periodAt(enrollment.periods, click.ts)?.termsId ?? null) : null,
  );
}

function count(
  tallies: Map<string, Tally>,
  partnerId: Id,
  rule: CommissionRule,
  currency: string,
  version: TermsVersion,
): void {
  const key = `${partnerId}:${currency}:${rule.id}`;
  const tally = tallies.get(key) ?? { rule, currency, terms: version, partnerId, clicks: 0, amount: 0n };
  tallies.set(key, {
    ...tally,
    rule,
    terms: version,
    clicks: tally.clicks + 1,
    amount: tally.amount + rateOf(rule, currency),
  });
}

/** Doors check that a fixed amount is a whole number of minor units. */
function rateOf(rule: CommissionRule, currency: string): Minor {
  const rate = parseDecimal(rule.value);
  if (!rate) throw new Error(`terms hold "${rule.value}" where a decimal must be`);
  return round({ num: rate.num * 10n ** BigInt(exponentOf(currency)), den: rate.den });
}
