import type { Currency } from "@/server/money/currency";
import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";

/** An event as deriving sees it. */
export type EventFact = {
  id: Id;
  type: string;
  userId: string;
  ts: Millis;
  externalId: string | null;
  value: Minor | null;
  currency: Currency | null;
  refundOf: string | null;
};

export const LEAD_TYPES = ["signup", "trial_started", "subscription_created"] as const;
const LEADS: ReadonlySet<string> = new Set(LEAD_TYPES);
const DISPUTES: ReadonlySet<string> = new Set(["dispute_opened", "dispute_won", "dispute_lost"]);
const FAILED_PAYMENT = "invoice_payment_failed";
/** The bank did not take a refund: the refund with the same external id counts no more, whichever of the two was told first. */
export const FAILED_REFUND = "refund_failed";
/**
 * What was refunded of a charge in all, told without naming the refunds. Of it and the refunds that are known one by one, the
 * greater counts.
 */
export const REFUNDED_IN_ALL = "charge_refunded";
const REFUNDS: ReadonlySet<string> = new Set(["refund", FAILED_REFUND, REFUNDED_IN_ALL]);

/** Types that never carry revenue, whatever value they come with. */
export function isLead(type: string): boolean {
  return LEADS.has(type);
}

export function isDispute(type: string): boolean {
  return DISPUTES.has(type);
}

export function isRefundOrDispute(type: string): boolean {
  return REFUNDS.has(type) || DISPUTES.has(type);
}

/** Whether an event can be credited to a touch at all. */
export function isAttributable(type: string): boolean {
  return !isRefundOrDispute(type) && type !== FAILED_PAYMENT;
}

/** Whether an event is a sale: it has a value and is no lead, refund, dispute or failed payment. */
export function isRevenue(event: Pick<EventFact, "type" | "value">): boolean {
  return event.value !== null && !LEADS.has(event.type) && isAttributable(event.type);
}

type Ordered = Pick<EventFact, "id" | "type" | "ts" | "externalId">;

/** The order of events: time, then type, then external id, then id; texts by their bytes. */
export function compareEvents(a: Ordered, b: Ordered): number {
  return (
    a.ts - b.ts ||
    compareBytes(a.type, b.type) ||
    compareBytes(a.externalId ?? "", b.externalId ?? "") ||
    compareBytes(a.id, b.id)
  );
}

/** UTF-8 bytes sort like code points; JavaScript compares UTF-16 units, which differ above U+FFFF. */
function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/**
 * Which sale each refund or dispute concerns, by the refund's id: the event that `refundOf` names by id, else the first in order
 * of the sales with that external id. Reports of one dispute share an external id; the first of them that names a sale speaks for
 * all. Those that name nothing known are left out.
 */
export function resolveReferences(
  references: readonly EventFact[],
  candidates: readonly EventFact[],
): Map<Id, Id> {
  const sales = candidates.filter(isRevenue).sort(compareEvents);
  const byId = new Map(sales.map((sale) => [sale.id, sale]));
  const byExternalId = new Map<string, EventFact>();
  for (const sale of sales) {
    if (sale.externalId !== null && !byExternalId.has(sale.externalId))
      byExternalId.set(sale.externalId, sale);
  }
  const find = (name: string): Id | undefined => (byId.get(name.toUpperCase()) ?? byExternalId.get(name))?.id;
  const disputeNames = namesOfDisputes(references);
  const resolved = new Map<Id, Id>();
  for (const event of references) {
    const name =
      (isDispute(event.type) && event.externalId !== null ? disputeNames.get(event.externalId) : null) ??
      event.refundOf;
    const sale = name === null ? undefined : find(name);
    if (sale !== undefined) resolved.set(event.id, sale);
  }
  return resolved;
}

function namesOfDisputes(references: readonly EventFact[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const event of references.filter((one) => isDispute(one.type)).sort(compareEvents)) {
    if (event.externalId !== null && event.refundOf !== null && !names.has(event.externalId))
      names.set(event.externalId, event.refundOf);
  }
  return names;
}
