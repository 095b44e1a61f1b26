import type { Terms } from "@/server/attribution/history";
import { compareClicks, effectiveVerdict } from "@/server/click/rules";
import type { DecidedClick } from "@/server/click/span";
import { minor } from "@/server/money/minor";
import { round } from "@/server/money/rate";
import { enrollmentKey, isActiveAt, periodAt } from "@/server/partner/rules";
import { DAY_MS } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import {
  CLICK_RULE,
  type CommissionRule,
  isRunning,
  type ProgramFacts,
  type TermsVersion,
  termsInForce,
} from "@/server/program/rules";
import { endOfDay } from "@/server/program/terms/calendar";
import { fixedAmountOf } from "../ledger/worth";
import type { Owed } from "../rules";

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
  // In order, so that where terms change within the day the last of them name the entry, however the clicks were read.
  for (const click of [...clicks].sort(compareClicks)) {
    const version = earningTerms(program, click, terms);
    if (version) count(tallies, click.partnerId, version);
  }
  const end = endOfDay(day, program.timeZone);
  const earning = [...tallies.values()].filter((tally) => tally.amount > 0n);
  return earning.map((tally) => ({
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

function count(tallies: Map<string, Tally>, partnerId: Id, terms: TermsVersion): void {
  for (const rule of terms.rules) {
    if (rule.eventType !== CLICK_RULE || rule.currency === null) continue;
    const key = `${partnerId}:${rule.currency}:${rule.id}`;
    const before = tallies.get(key);
    const amount = (before?.amount ?? 0n) + round(fixedAmountOf(rule));
    const clicks = (before?.clicks ?? 0) + 1;
    tallies.set(key, { rule, currency: rule.currency, terms, partnerId, clicks, amount });
  }
}
