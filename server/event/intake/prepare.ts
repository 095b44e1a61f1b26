import { readAmount, readCurrency } from "@/server/money/read";
import type { Millis } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId, parseId } from "@/server/platform/ids";
import { refuseImplausibleTime } from "@/server/platform/plausible-time";
import { FAILED_REFUND, isDispute, isRefundOrDispute } from "../rules";
import type { EventRow } from "../store";

/** A report of an event, as a door received it. Amounts are decimals in major units. */
export type NewEvent = {
  userId: string;
  type: string;
  value?: string | undefined;
  currency?: string | undefined;
  ts?: Millis | undefined;
  externalId?: string | undefined;
  refundOf?: string | undefined;
  metadata?: Record<string, unknown> | undefined;
  /** Other user ids that are the same customer, as far as the reporter knows. */
  alsoKnownAs?: readonly string[] | undefined;
  source: "api" | "stripe" | "import";
};

export type Defaults = { currency: string; now: Millis; maxFutureHours: number };

const MUST_HAVE_VALUE: ReadonlySet<string> = new Set(["invoice_paid", "payment"]);
/** `click` marks pay-per-click rules; an event of that name would look like one of them. */
const RESERVED: ReadonlySet<string> = new Set(["click"]);

/** Turns a report into the row to store. Throws an AppError that names what is wrong with it. */
export function prepare(event: NewEvent, defaults: Defaults): EventRow {
  refuseIncomplete(event);
  const ts = event.ts ?? defaults.now;
  refuseImplausibleTime(ts, defaults.maxFutureHours);
  const currency = event.currency ?? defaults.currency;
  const value = event.value === undefined ? null : readAmount(event.value, currency);
  if (event.currency !== undefined) readCurrency(event.currency);
  return {
    id: newId(),
    userId: event.userId,
    type: event.type,
    externalId: event.externalId ?? null,
    source: event.source,
    ts,
    value,
    currency: value === null ? null : currency,
    refundOf: event.refundOf ?? null,
    refundOfId: event.refundOf === undefined ? null : parseId(event.refundOf),
    metadata: event.metadata ?? null,
  };
}

function refuseIncomplete(event: NewEvent): void {
  if (RESERVED.has(event.type)) {
    throw missing("type", `"${event.type}" is reserved for pay-per-click rules; choose another name`);
  }
  if (MUST_HAVE_VALUE.has(event.type) && event.value === undefined) {
    throw missing("value", `${event.type} must say what was paid`);
  }
  const ends = event.type === "dispute_won" || event.type === "dispute_lost";
  if (isRefundOrDispute(event.type) && !ends && event.refundOf === undefined) {
    throw missing("refundOf", `${event.type} must name the event it concerns, by its id or externalId`);
  }
  if (event.refundOf !== undefined && !isRefundOrDispute(event.type)) {
    throw missing("refundOf", `only refunds and disputes name another event, not ${event.type}`);
  }
  if (isDispute(event.type) && event.externalId === undefined) {
    throw missing("externalId", "a dispute must have one: it ties its opening to its end");
  }
  if (event.type === FAILED_REFUND && event.externalId === undefined) {
    throw missing("externalId", `a ${FAILED_REFUND} must have that of the refund it undoes`);
  }
}

function missing(path: string, reason: string): AppError {
  return new AppError("invalid_body", `The body cannot be used: ${path}: ${reason}.`, {
    detail: [{ path, reason }],
  });
}
