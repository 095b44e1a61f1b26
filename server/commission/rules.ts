import type { CommissionKey } from "@/server/attribution/history";
import { WHOLE } from "@/server/attribution/models";
import type { Touch } from "@/server/attribution/rules";
import type { Net } from "@/server/event/net";
import { type EventFact, isRevenue } from "@/server/event/rules";
import { type Minor, minor } from "@/server/money/minor";
import { round, times } from "@/server/money/rate";
import { splitMinor } from "@/server/money/split";
import { DAY_MS, type Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import {
  CLICK_RULE,
  type CommissionRule,
  isRunning,
  type ProgramFacts,
  type TermsVersion,
} from "@/server/program/rules";
import { isWithinMonths } from "@/server/program/terms/calendar";
import { type Worth, worthOf } from "./ledger/worth";

/** How an amount came about, for the page that explains it. Amounts are minor units as text. */
export type Arithmetic = {
  kind: "percent" | "fixed" | "per_click";
  /** The rule's rate or amount, as it was written. */
  value: string;
  gross: string | null;
  net: string | null;
  /** The rule's cap in minor units, where it bit. */
  cappedAt: string | null;
  /** Millionths of the event that share the rule, and of those this partner's. */
  sharedWeight: number;
  weight: number;
  /** What the rule is worth for all who share it, and this partner's part. */
  whole: string;
  part: string;
  /** Pay per click: how many. */
  clicks?: number;
};

/** What deriving says a partner is owed under one key. */
export type Owed = CommissionKey & {
  amount: Minor;
  termsId: Id;
  availableAt: Millis;
  approval: "auto" | "manual";
  net: Minor | null;
  arithmetic: Arithmetic;
};

/** A credited event of a history. */
export type CreditedEvent = { event: EventFact; touches: readonly Touch[]; net: Net | undefined };

/** What the credited events of one customer earn. They come in the order of events: `first` and `months` count along it. */
export function owed(credited: readonly CreditedEvent[]): Owed[] {
  const counters = new Map<string, Millis>();
  const amounts: Owed[] = [];
  for (const one of credited) {
    for (const sharing of sharings(one, counters)) {
      const worth = worthOf(sharing.rule, one.event, one.net);
      if (worth) amounts.push(...divide(one, sharing, worth));
    }
    countIn(one, counters);
  }
  return amounts;
}

/** Notes the first event of each type that counts for a partner in a program. */
function countIn({ event, touches, net }: CreditedEvent, counters: Map<string, Millis>): void {
  for (const touch of touches) {
    const key = counterKey(touch, event.type);
    if (!counters.has(key) && isCounted(event, touch.program, net)) counters.set(key, event.ts);
  }
}

function counterKey(touch: Touch, eventType: string): string {
  return `${touch.partnerId}:${touch.program.id}:${eventType}`;
}

/** A sale of 0 is not counted, nor is anything outside the program's dates; a refunded sale is. */
function isCounted(event: EventFact, program: ProgramFacts, net: Net | undefined): boolean {
  return isRunning(program, event.ts) && !(net !== undefined && net.gross === 0n);
}

/** The touches of one event that share a rule: the same rule of the same version of terms. */
type Sharing = { rule: CommissionRule; terms: TermsVersion; touches: Touch[] };

/** The rules that an event earns by, in the order of the touches. */
function sharings(one: CreditedEvent, counters: ReadonlyMap<string, Millis>): Sharing[] {
  const found: Sharing[] = [];
  for (const touch of one.touches) {
    const { terms } = touch;
    if (!isCounted(one.event, touch.program, one.net)) continue;
    for (const rule of terms.rules) {
      if (!applies(rule, one.event) || !triggers(rule, one.event, touch, counters)) continue;
      const sharing = found.find((other) => other.rule === rule && other.terms.id === terms.id);
      if (sharing) sharing.touches.push(touch);
      else found.push({ rule, terms, touches: [touch] });
    }
  }
  return found;
}

/** A rule without a type is about revenue; a lead must be named. */
function applies(rule: CommissionRule, event: EventFact): boolean {
  if (rule.eventType === CLICK_RULE) return false;
  return rule.eventType === null ? isRevenue(event) : rule.eventType === event.type;
}

function triggers(
  rule: CommissionRule,
  event: EventFact,
  touch: Touch,
  counters: ReadonlyMap<string, Millis>,
): boolean {
  if (rule.trigger === "every" && rule.months === null) return true;
  const firstAt = counters.get(counterKey(touch, event.type));
  if (rule.trigger === "first" && firstAt !== undefined) return false;
  if (rule.trigger === "subsequent" && firstAt === undefined) return false;
  if (rule.months === null || firstAt === undefined) return true;
  return isWithinMonths(event.ts, firstAt, rule.months, touch.program.timeZone);
}

/** Computes a rule once for all who share it, rounds once, and divides by weight, ties to the earlier touch. */
function divide(one: CreditedEvent, { rule, terms, touches }: Sharing, worth: Worth): Owed[] {
  const weights = touches.map((touch) => touch.weight);
  const sharedWeight = weights.reduce((sum, weight) => sum + weight, 0);
  const whole = round(times(worth.rate, { num: BigInt(sharedWeight), den: BigInt(WHOLE) }));
  if (whole === 0n) return [];
  const parts = splitMinor(whole, weights);
  const entries: Owed[] = [];
  for (const part of partsByPartner(touches, parts)) {
    if (part.amount === 0n) continue;
    const { program } = part.touch;
    entries.push({
      eventId: one.event.id,
      partnerId: part.touch.partnerId,
      programId: program.id,
      ruleId: rule.id,
      currency: worth.currency,
      amount: part.amount,
      termsId: terms.id,
      availableAt: one.event.ts + terms.holdbackDays * DAY_MS,
      approval: program.commissionApproval,
      net: one.net?.net ?? null,
      arithmetic: {
        kind: rule.kind,
        value: rule.value,
        gross: one.net ? String(one.net.gross) : null,
        net: one.net ? String(one.net.net) : null,
        cappedAt: worth.cappedAt ? String(round(worth.cappedAt)) : null,
        sharedWeight,
        weight: part.weight,
        whole: String(whole),
        part: String(part.amount),
      },
    });
  }
  return entries;
}

/** A partner's share of a rule. `touch` is its first. */
type Part = { touch: Touch; weight: number; amount: Minor };

function partsByPartner(touches: readonly Touch[], parts: readonly Minor[]): Iterable<Part> {
  const byPartner = new Map<Id, Part>();
  for (const [index, touch] of touches.entries()) {
    const amount = parts[index] ?? minor(0);
    const part = byPartner.get(touch.partnerId);
    if (part) {
      part.weight += touch.weight;
      part.amount = minor(part.amount + amount);
    } else byPartner.set(touch.partnerId, { touch, weight: touch.weight, amount });
  }
  return byPartner.values();
}
