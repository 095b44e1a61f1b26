import type { ClickFact } from "@/server/click/rules";
import type { EventFact } from "@/server/event/rules";
import type { Currency } from "@/server/money/currency";
import type { EnrollmentFacts, PartnerFacts } from "@/server/partner/rules";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { ProgramFacts } from "@/server/program/rules";

/** What one amount is owed for: the key of the ledger. */
export type CommissionKey = { eventId: Id; partnerId: Id; programId: Id; ruleId: string; currency: Currency };

export function keyText(key: CommissionKey): string {
  return `${key.eventId}:${key.partnerId}:${key.programId}:${key.currency}:${key.ruleId}`;
}

type Act = { id: Id; at: Millis; reason: string | null };

/** Who is credited, and in which program. */
export type Place = { partnerId: Id; programId: Id };

/** The whole of an event is credited to a partner by hand, whatever its clicks say. */
export type CreditDecision = Act & Place & { kind: "credit" | "uncredit"; eventId: Id };

/** A person's act. Later ids win. */
export type Decision =
  | (Act & { kind: "flag" | "unflag"; clickId: Id })
  | (Act & { kind: "reverse" | "unreverse"; key: CommissionKey })
  | CreditDecision;

/** Decisions in the order in which they were made. Most customers have none. */
export function inOrder(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.length > 1 ? [...decisions].sort((a, b) => (a.id < b.id ? -1 : 1)) : decisions;
}

export function isSamePlace(a: Place, b: Place): boolean {
  return a.partnerId === b.partnerId && a.programId === b.programId;
}

/**
 * The credits of an event by hand that stand after one more decision; the last of them holds. Taking one back takes that one only:
 * one given before it to another partner holds again.
 */
export function standingCredits<C extends CreditDecision>(standing: readonly C[], decision: C): C[] {
  const others = standing.filter((one) => !isSamePlace(one, decision));
  return decision.kind === "credit" ? [...others, decision] : others;
}

/**
 * All facts about one customer of one brand: its clicks without repetition, its events with the refunds and disputes that
 * concern them, decisions about both, and keyed hashes of its addresses. In any order.
 */
export type History = {
  clicks: readonly ClickFact[];
  hasIdentity: boolean;
  events: readonly EventFact[];
  decisions: readonly Decision[];
  emailHashes: readonly string[];
};

/** The rules and the roster that a history touches. Enrollments are found by `enrollmentKey`. */
export type Terms = {
  programs: ReadonlyMap<Id, ProgramFacts>;
  partners: ReadonlyMap<Id, PartnerFacts>;
  enrollments: ReadonlyMap<string, EnrollmentFacts>;
};
