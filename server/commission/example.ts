import { WHOLE } from "@/server/attribution/models";
import type { Touch } from "@/server/attribution/rules";
import { type EventFact, isLead } from "@/server/event/rules";
import { type Currency, exponentOf } from "@/server/money/currency";
import { type Minor, minor, ZERO } from "@/server/money/minor";
import { round } from "@/server/money/rate";
import type { Millis } from "@/server/platform/clock";
import { CLICK_RULE, type ProgramFacts, type TermsVersion } from "@/server/program/rules";
import { addMonths } from "@/server/program/terms/calendar";
import { fixedAmountOf } from "./ledger/worth";
import { type CreditedEvent, type Owed, owed } from "./rules";

/** What a sale of the example is worth, in major units. */
const SALE_MAJOR = 49n;
/** For so many months the example's customer does the same once a month. */
export const EXAMPLE_MONTHS = 24;
export const USUAL_SALE = "invoice_paid";

export type Sum = { amount: Minor; currency: Currency };

/** What one kind of event earns its partner under some terms: told for the first, and for two years of one each month. */
export type Example = {
  /** As the rule names it; null for a rule about every payment. */
  eventType: string | null;
  /** Null where the event has no value. */
  value: Sum | null;
  first: Sum[];
  availableAt: Millis;
  /** How many of the events earn anything, and what all of them earn. */
  earning: number;
  total: Sum[];
};

export type ExampleProgram = Pick<ProgramFacts, "id" | "currency" | "timeZone">;

/** Examples of the terms, one for each kind of event they pay for, worked out by the rules that the ledger is derived with. */
export function examplesOf(terms: TermsVersion, program: ExampleProgram, at: Millis): Example[] {
  const types = [...new Set(terms.rules.map((rule) => rule.eventType))];
  return types.map((type) =>
    type === CLICK_RULE ? clickExample(terms, at) : eventExample(type, terms, program, at),
  );
}

function eventExample(
  type: string | null,
  terms: TermsVersion,
  program: ExampleProgram,
  at: Millis,
): Example {
  const { currency, timeZone } = program;
  const name = type ?? USUAL_SALE;
  const value = isLead(name) ? null : minor(SALE_MAJOR * 10n ** BigInt(exponentOf(currency)));
  const touch = touchOf(terms, program);
  const months = Array.from({ length: EXAMPLE_MONTHS }, (_, month) => addMonths(at, month, timeZone));
  const entries = owed(
    months.map((ts, month) => credited({ id: eventId(month), name, ts, value, currency }, touch)),
  );
  const first = entries.filter((entry) => entry.eventId === eventId(0));
  return {
    eventType: type,
    value: value === null ? null : { amount: value, currency },
    first: sums(first),
    availableAt: entries[0]?.availableAt ?? at,
    earning: new Set(entries.map((entry) => entry.eventId)).size,
    total: sums(entries),
  };
}

type Made = { id: string; name: string; ts: Millis; value: Minor | null; currency: Currency };

/** An event that one partner alone is credited with. */
export function credited({ id, name, ts, value, currency }: Made, touch: Touch): CreditedEvent {
  const event: EventFact = {
    id,
    type: name,
    userId: "example",
    ts,
    externalId: null,
    value,
    currency: value === null ? null : currency,
    refundOf: null,
  };
  const net = value === null ? undefined : { gross: value, refunded: ZERO, disputed: ZERO, net: value };
  return { event, touches: [touch], net };
}

function eventId(month: number): string {
  return `example${month}`;
}

/** What credits the example's partner under the terms. */
export function touchOf(terms: TermsVersion, program: ExampleProgram): Touch {
  const facts: ProgramFacts = {
    ...program,
    startsAt: null,
    endsAt: null,
    allowSelfReferral: false,
    couponPriority: "last_touch",
    commissionApproval: "auto",
    terms: [terms],
  };
  return { clickId: null, partnerId: "example", program: facts, terms, weight: WHOLE };
}

function clickExample(terms: TermsVersion, at: Millis): Example {
  const first = terms.rules.flatMap((rule) =>
    rule.eventType === CLICK_RULE && rule.currency !== null
      ? [{ amount: round(fixedAmountOf(rule)), currency: rule.currency }]
      : [],
  );
  return { eventType: CLICK_RULE, value: null, first: sums(first), availableAt: at, earning: 0, total: [] };
}

function sums(entries: readonly Pick<Owed, "amount" | "currency">[]): Sum[] {
  const found = new Map<Currency, Minor>();
  for (const { amount, currency } of entries) {
    found.set(currency, minor((found.get(currency) ?? ZERO) + amount));
  }
  return [...found].map(([currency, amount]) => ({ currency, amount }));
}
