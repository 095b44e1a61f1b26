import type { ClickFact } from "@/server/click/rules";
import type { EventFact } from "@/server/event/rules";
import { type Currency, exponentOf } from "@/server/money/currency";
import { type Minor, parseAmount } from "@/server/money/minor";
import { type EnrollmentFacts, enrollmentKey, type PartnerFacts } from "@/server/partner/rules";
import { DAY_MS, type Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { CommissionRule, ProgramFacts, TermsVersion } from "@/server/program/rules";
import type { History, Terms } from "../history";

/** Day 0 of the histories that tests tell. */
export const START: Millis = Date.UTC(2026, 0, 1);

export function day(number: number, later: Millis = 0): Millis {
  return START + number * DAY_MS + later;
}

/** An id that reads as its name and sorts like it. */
export function id(name: string): Id {
  return name.toUpperCase().padStart(26, "0");
}

function money(text: string, currency: Currency = "USD"): Minor {
  const parsed = parseAmount(text, exponentOf(currency));
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`);
  return parsed.value;
}

/** 20 % of every paid invoice, unless said otherwise. */
export function rule(own: Partial<CommissionRule> = {}): CommissionRule {
  return {
    id: "invoices",
    trigger: "every",
    eventType: "invoice_paid",
    kind: "percent",
    value: "20",
    currency: null,
    months: null,
    maxAmount: null,
    ...own,
  };
}

export function version(own: Partial<TermsVersion> = {}): TermsVersion {
  return {
    id: id("terms"),
    programId: id("program"),
    attributionModel: "last_click",
    halfLifeDays: 7,
    attributionWindowDays: 60,
    cookieWindowDays: 90,
    holdbackDays: 30,
    rules: [rule()],
    effectiveFrom: START,
    createdAt: START,
    ...own,
  };
}

export function program(own: Partial<ProgramFacts> = {}): ProgramFacts {
  return {
    id: id("program"),
    currency: "USD",
    timeZone: "UTC",
    startsAt: null,
    endsAt: null,
    allowSelfReferral: false,
    couponPriority: "last_touch",
    commissionApproval: "auto",
    terms: [version()],
    ...own,
  };
}

export function partner(name: string, own: Partial<PartnerFacts> = {}): PartnerFacts {
  return { id: id(name), periods: [{ from: START, to: null }], emailHashes: [], ...own };
}

/** These programs, with all these partners enrolled in each; `enrollments` replaces some. */
export function termsOf(
  programs: readonly ProgramFacts[],
  partners: readonly PartnerFacts[],
  enrollments: readonly EnrollmentFacts[] = [],
): Terms {
  const byKey = new Map<string, EnrollmentFacts>();
  for (const { id: programId } of programs) {
    for (const { id: partnerId } of partners) {
      const periods = [{ from: START, to: null, termsId: null }];
      byKey.set(enrollmentKey(partnerId, programId), { partnerId, programId, periods });
    }
  }
  for (const one of enrollments) byKey.set(enrollmentKey(one.partnerId, one.programId), one);
  return {
    programs: new Map(programs.map((one) => [one.id, one])),
    partners: new Map(partners.map((one) => [one.id, one])),
    enrollments: byKey,
  };
}

/** A valid click of a partner; its id tells the partner and the time. */
export function click(partnerName: string, ts: Millis, own: Partial<ClickFact> = {}): ClickFact {
  return {
    id: id(`click${ts}${partnerName}`),
    partnerId: id(partnerName),
    programId: id("program"),
    ts,
    verdict: "valid",
    coupon: false,
    ...own,
  };
}

export function event(type: string, ts: Millis, own: Partial<EventFact> = {}): EventFact {
  const name = `${type.slice(0, 4)}${ts}${own.externalId ?? ""}`;
  return {
    id: id(name),
    type,
    userId: "u",
    ts,
    externalId: null,
    value: null,
    currency: null,
    refundOf: null,
    ...own,
  };
}

/** An event with a value, such as "100.00". */
export function sale(type: string, ts: Millis, value: string, own: Partial<EventFact> = {}): EventFact {
  const currency = own.currency ?? "USD";
  return event(type, ts, { value: money(value, currency), ...own, currency });
}

export function invoice(ts: Millis, value: string, own: Partial<EventFact> = {}): EventFact {
  return sale("invoice_paid", ts, value, own);
}

export function history(own: Partial<History>): History {
  const clicks = own.clicks ?? [];
  return { clicks, hasIdentity: clicks.length > 0, events: [], decisions: [], emailHashes: [], ...own };
}
