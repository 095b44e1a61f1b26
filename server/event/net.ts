import { type Minor, ZERO } from "@/server/money/minor";
import type { Id } from "@/server/platform/ids";
import {
  compareEvents,
  type EventFact,
  FAILED_REFUND,
  isDispute,
  isRefundOrDispute,
  isRevenue,
  REFUNDED_IN_ALL,
  resolveReferences,
} from "./rules";

/** What is left of a sale's value, and what took the rest. */
export type Net = { gross: Minor; refunded: Minor; disputed: Minor; net: Minor };

/** What became of a refund or dispute in a history. */
export type ReferenceOutcome = { saleId: Id | null; ignored: "currency" | null };

export type Nets = { sales: Map<Id, Net>; references: Map<Id, ReferenceOutcome> };

/** The net value of each sale of a history: value − refunds − disputed amounts that are open or lost, never below zero. */
export function netValues(events: readonly EventFact[]): Nets {
  const sales = new Map<Id, Net>();
  const takings: EventFact[] = [];
  for (const event of events) {
    if (isRevenue(event) && event.value !== null)
      sales.set(event.id, { gross: event.value, refunded: ZERO, disputed: ZERO, net: event.value });
    else if (isRefundOrDispute(event.type)) takings.push(event);
  }
  const references = new Map<Id, ReferenceOutcome>();
  if (takings.length > 0) applyTakings(events, takings, sales, references);
  return { sales, references };
}

function applyTakings(
  events: readonly EventFact[],
  takings: readonly EventFact[],
  sales: Map<Id, Net>,
  references: Map<Id, ReferenceOutcome>,
): void {
  const named = resolveReferences(takings, events);
  const currencies = new Map(events.map((event) => [event.id, event.currency]));
  const counted = new Map<Id, EventFact[]>();
  for (const event of takings) {
    const saleId = named.get(event.id) ?? null;
    const foreign = saleId !== null && event.currency !== null && event.currency !== currencies.get(saleId);
    references.set(event.id, { saleId, ignored: foreign ? "currency" : null });
    if (saleId !== null && !foreign) counted.set(saleId, [...(counted.get(saleId) ?? []), event]);
  }
  for (const [saleId, own] of counted) {
    const sale = sales.get(saleId);
    if (sale) sales.set(saleId, reduce(sale.gross, own));
  }
}

function reduce(gross: Minor, takings: readonly EventFact[]): Net {
  const refunded = refundedAmount(gross, takings);
  const disputed = disputedAmount(
    gross,
    takings.filter((event) => isDispute(event.type)),
  );
  const net = gross - refunded - disputed;
  return {
    gross,
    refunded: refunded as Minor,
    disputed: disputed as Minor,
    net: (net > 0n ? net : 0n) as Minor,
  };
}

/** A refund without a value returns the rest, whatever the others returned. */
function refundedAmount(gross: Minor, takings: readonly EventFact[]): bigint {
  const failures = takings.filter((one) => one.type === FAILED_REFUND);
  const failed = new Set(failures.map((one) => one.externalId));
  let named = 0n;
  let inAll = 0n;
  for (const { type, externalId, value } of takings) {
    if (type === "refund" && (externalId === null || !failed.has(externalId))) named += value ?? gross;
    if (type === REFUNDED_IN_ALL && (value ?? gross) > inAll) inAll = value ?? gross;
  }
  // It was in all, until some of it failed.
  for (const { value } of failures) inAll -= value ?? gross;
  const refunded = named > inAll ? named : inAll;
  return refunded > gross ? gross : refunded;
}

/** What disputes hold back: of each, the latest amount given (none: all), unless it was won. Its end counts whenever it was reported. */
function disputedAmount(gross: Minor, reports: readonly EventFact[]): bigint {
  const disputes = new Map<string, EventFact[]>();
  for (const report of [...reports].sort(compareEvents)) {
    const key = report.externalId ?? report.id;
    disputes.set(key, [...(disputes.get(key) ?? []), report]);
  }
  let total = 0n;
  for (const dispute of disputes.values()) {
    const end = dispute.findLast((report) => report.type !== "dispute_opened");
    if (end?.type === "dispute_won") continue;
    total += dispute.findLast((report) => report.value !== null)?.value ?? gross;
  }
  return total;
}
