import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { isRevenue } from "../rules";
import type { EventRow, KnownEvent, ReferenceRow } from "../store";

/** What a report turns out to be, next to what is stored already. */
export type Placed =
  | { kind: "new"; eventId: Id; userId: string; row: EventRow }
  | {
      kind: "replay";
      eventId: Id;
      userId: string;
      alias: { eventId: Id; userId: string; source: string; knownUserId: string } | null;
    }
  | { kind: "refused"; error: AppError };

type Found = { known: readonly KnownEvent[]; referenced: readonly ReferenceRow[] };

/** Tells new reports from repeated and contradictory ones, also within one group, where the first of two comes first. */
export function place(rows: readonly (EventRow | AppError)[], found: Found): Placed[] {
  const known = new Map(found.known.map((event) => [keyOf(event.type, event.externalId), event]));
  const referenced = [...found.referenced];
  return rows.map((row) => {
    if (row instanceof AppError) return { kind: "refused", error: row };
    const earlier = row.externalId === null ? undefined : known.get(keyOf(row.type, row.externalId));
    if (earlier) return repeated(row, earlier);
    const error = contradicts(row, referenced);
    if (error) return { kind: "refused", error };
    if (row.externalId !== null)
      known.set(keyOf(row.type, row.externalId), { ...row, externalId: row.externalId });
    referenced.push(row);
    return { kind: "new", eventId: row.id, userId: row.userId, row };
  });
}

/** A length before the type keeps `a` + `bc` apart from `ab` + `c`. */
function keyOf(type: string, externalId: string): string {
  return `${type.length}:${type}${externalId}`;
}

function repeated(row: EventRow, earlier: KnownEvent): Placed {
  const conflict = differs(row, earlier);
  // A provider's webhook cannot be told to mend itself: the first report's content stays.
  if (conflict !== null && row.source !== "stripe") {
    const message = `A ${row.type} with externalId "${earlier.externalId}" is known with another ${conflict}.`;
    return {
      kind: "refused",
      error: new AppError("conflict", message, { detail: { eventId: earlier.id, field: conflict } }),
    };
  }
  const alias =
    row.userId === earlier.userId || row.source === earlier.source
      ? null
      : { eventId: earlier.id, userId: row.userId, source: row.source, knownUserId: earlier.userId };
  return { kind: "replay", eventId: earlier.id, userId: earlier.userId, alias };
}

function differs(row: EventRow, earlier: KnownEvent): string | null {
  if (row.value !== earlier.value) return "value";
  if (row.currency !== earlier.currency) return "currency";
  if (row.refundOf !== earlier.refundOf) return "refundOf";
  if (row.userId !== earlier.userId && row.source === earlier.source) return "userId";
  return null;
}

/** A refund or dispute of a sale that is known must name it without doubt, and be in its currency. */
function contradicts(row: EventRow, referenced: readonly ReferenceRow[]): AppError | null {
  // A provider's webhook is kept as it is: deriving picks the first sale in order and ignores a foreign currency.
  if (row.refundOf === null || row.source === "stripe") return null;
  const sales = referenced.filter((sale) => isRevenue(sale));
  const byId = sales.filter((sale) => sale.id === row.refundOfId);
  const named = byId.length > 0 ? byId : sales.filter((sale) => sale.externalId === row.refundOf);
  if (named.length > 1) {
    const message = `${named.length} events have the externalId "${row.refundOf}". Name one of them by its event id.`;
    return new AppError("ambiguous_reference", message, {
      detail: named.map((sale) => ({ eventId: sale.id, type: sale.type })),
    });
  }
  const [sale] = named;
  if (sale && row.currency !== null && row.currency !== sale.currency) {
    return new AppError(
      "invalid_currency",
      `The sale was in ${sale.currency}; a ${row.type} of it cannot be in ${row.currency}.`,
    );
  }
  return null;
}
