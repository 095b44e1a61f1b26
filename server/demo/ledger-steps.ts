import type { CommissionRow } from "@/server/commission/ledger";
import type { Millis } from "@/server/platform/clock";

/** Entries that were posted at one time, and what had changed since those before. */
export type LedgerStep = {
  at: Millis;
  cause:
    | { kind: "first" }
    /** The event's net value became another. */
    | { kind: "net"; before: bigint; after: bigint; currency: string }
    /** Other partners, or other shares. */
    | { kind: "shares" }
    | { kind: "other" };
  entries: CommissionRow[];
};

/** Reads an event's ledger as a story. `entries` are all of its entries, oldest first. */
export function ledgerSteps(entries: readonly CommissionRow[]): LedgerStep[] {
  const steps: LedgerStep[] = [];
  for (const entry of entries) {
    const open = steps.at(-1);
    if (open && open.at === entry.createdAt) open.entries.push(entry);
    else steps.push({ at: entry.createdAt, cause: { kind: "other" }, entries: [entry] });
  }
  return steps.map((step, i) => ({ ...step, cause: causeOf(step.entries, steps[i - 1]?.entries ?? null) }));
}

function causeOf(
  entries: readonly CommissionRow[],
  before: readonly CommissionRow[] | null,
): LedgerStep["cause"] {
  const [first] = entries;
  const previous = before?.[0];
  if (!previous || !first) return { kind: "first" };
  if (first.net !== null && previous.net !== null && first.net !== previous.net) {
    return { kind: "net", before: previous.net, after: first.net, currency: first.currency };
  }
  return sharesOf(entries) === sharesOf(before) ? { kind: "other" } : { kind: "shares" };
}

function sharesOf(entries: readonly CommissionRow[]): string {
  return entries
    .map((entry) => `${entry.partnerId} ${entry.ruleId} ${entry.arithmetic?.weight ?? ""}`)
    .sort()
    .join("\n");
}
