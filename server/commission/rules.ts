import { type CommissionKey, keyText } from "@/server/attribution/history";
import { WHOLE } from "@/server/attribution/models";
import type { Touch } from "@/server/attribution/rules";
import type { Net } from "@/server/event/net";
import { type EventFact, isLead, isRevenue } from "@/server/event/rules";
import { exponentOf } from "@/server/money/currency";
import { type Minor, minor, ZERO } from "@/server/money/minor";
import { compare, parseDecimal, type Rate, round, times } from "@/server/money/rate";
import { splitMinor } from "@/server/money/split";
import { DAY_MS, type Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { isWithinMonths } from "@/server/program/calendar";
import { CLICK_RULE, type CommissionRule, isRunning, type ProgramFacts } from "@/server/program/rules";

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
  return credited.flatMap((one) => {
    const amounts = earned(one, counters);
    countIn(one, counters);
    return amounts;
  });
}

function counterKey(touch: Touch, eventType: string): string {
  return `${touch.partnerId}:${touch.program.id}:${eventType}`;
}

/** Notes the first event of each type that counts for a partner in a program. */
function countIn({ event, touches, net }: CreditedEvent, counters: Map<string, Millis>): void {
  for (const touch of touches) {
    const key = counterKey(touch, event.type);
    if (!counters.has(key) && isCounted(event, touch.program, net)) counters.set(key, event.ts);
  }
}

/** A sale of 0 is not counted, nor is anything outside the program's dates; a refunded sale is. */
function isCounted(event: EventFact, program: ProgramFacts, net: Net | undefined): boolean {
  return isRunning(program, event.ts) && !(net !== undefined && net.gross === 0n);
}

type Share = { touch: Touch; rule: CommissionRule };

function earned(one: CreditedEvent, counters: ReadonlyMap<string, Millis>): Owed[] {
  const groups = new Map<string, Share[]>();
  for (const touch of one.touches) {
    if (!isCounted(one.event, touch.program, one.net)) continue;
    for (const rule of touch.terms.rules) {
      if (!applies(rule, one.event) || !triggers(rule, one.event, touch, counters)) continue;
      const key = `${touch.terms.id}:${rule.id}`;
      const group = groups.get(key);
      if (group) group.push({ touch, rule });
      else groups.set(key, [{ touch, rule }]);
    }
  }
  return [...groups.values()].flatMap((group) => divide(one, group));
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
  return rule.months > 0 && isWithinMonths(event.ts, firstAt, rule.months, touch.program.timeZone);
}

/** Computes a rule once for all who share it, rounds once, and divides by weight, ties to the earlier touch. */
function divide(one: CreditedEvent, group: readonly Share[]): Owed[] {
  const [first] = group;
  const worth = first && worthOf(first.rule, one);
  if (!first || !worth) return [];
  const sharedWeight = group.reduce((sum, share) => sum + share.touch.weight, 0);
  const whole = round(times(worth.rate, { num: BigInt(sharedWeight), den: BigInt(WHOLE) }));
  const parts = splitMinor(
    whole,
    group.map((share) => share.touch.weight),
  );
  const byPartner = new Map<string, Owed>();
  for (const [index, { touch, rule }] of group.entries()) {
    const key = {
      eventId: one.event.id,
      partnerId: touch.partnerId,
      programId: touch.program.id,
      ruleId: rule.id,
      currency: worth.currency,
    };
    const before = byPartner.get(keyText(key));
    const amount = minor((before?.amount ?? ZERO) + (parts[index] ?? ZERO));
    const weight = (before?.arithmetic.weight ?? 0) + touch.weight;
    byPartner.set(keyText(key), {
      ...key,
      amount,
      termsId: touch.terms.id,
      availableAt: one.event.ts + touch.terms.holdbackDays * DAY_MS,
      approval: touch.program.commissionApproval,
      net: one.net?.net ?? null,
      arithmetic: { ...worth.arithmetic, sharedWeight, weight, whole: String(whole), part: String(amount) },
    });
  }
  return [...byPartner.values()].filter((entry) => entry.amount !== 0n);
}

type Worth = {
  rate: Rate;
  currency: string;
  arithmetic: Omit<Arithmetic, "sharedWeight" | "weight" | "whole" | "part">;
};

/** What a rule is worth for one event, exactly, in minor units. Null: nothing. */
function worthOf(rule: CommissionRule, { event, net }: CreditedEvent): Worth | null {
  const currency = rule.kind === "percent" ? event.currency : rule.currency;
  if (currency === null) return null;
  const uncapped = rule.kind === "percent" ? percentOf(rule, net) : fixedFor(rule, event, net, currency);
  if (uncapped === null) return null;
  const cap =
    rule.maxAmount === null || rule.currency !== currency ? null : inMinor(rule.maxAmount, currency);
  const capped = cap !== null && compare(uncapped, cap) > 0;
  return {
    rate: capped ? cap : uncapped,
    currency,
    arithmetic: {
      kind: rule.kind,
      value: rule.value,
      gross: net ? String(net.gross) : null,
      net: net ? String(net.net) : null,
      cappedAt: capped ? String(round(cap)) : null,
    },
  };
}

function percentOf(rule: CommissionRule, net: Net | undefined): Rate | null {
  if (!net || net.net === 0n) return null;
  return times({ num: net.net, den: 100n }, decimal(rule.value));
}

/** On a sale a fixed amount shrinks with the net value; on a lead it pays in full. */
function fixedFor(
  rule: CommissionRule,
  event: EventFact,
  net: Net | undefined,
  currency: string,
): Rate | null {
  const full = inMinor(rule.value, currency);
  if (!net || isLead(event.type)) return full;
  return net.net === 0n ? null : times(full, { num: net.net, den: net.gross });
}

function inMinor(text: string, currency: string): Rate {
  return times(decimal(text), { num: 10n ** BigInt(exponentOf(currency)), den: 1n });
}

/** Doors check every decimal of a rule before it is stored. */
function decimal(text: string): Rate {
  const rate = parseDecimal(text);
  if (!rate) throw new Error(`terms hold "${text}" where a decimal must be`);
  return rate;
}
