import type { CommissionRow } from "@/server/commission/ledger/ledger";
import type { Millis } from "@/server/platform/clock";

/** What happened in an event's part of the ledger at one time, and what had changed. */
export type LedgerStep = {
  at: Millis;
  cause:
    | { kind: "first" }
    /** The event's net value became another. */
    | { kind: "net"; before: bigint; after: bigint; currency: string }
    /** Other partners, or other shares. */
    | { kind: "shares" }
    /** Entries were taken out and nothing was put in their place. */
    | { kind: "withdrawn" }
    /** After a time without any. */
    | { kind: "restored" }
    | { kind: "other" };
  /** The entries posted then. */
  entries: CommissionRow[];
};

/** Reads an event's ledger as a story. `entries` are all of its entries, oldest first. */
export function ledgerSteps(entries: readonly CommissionRow[]): LedgerStep[] {
  const times = new Set(entries.flatMap(({ createdAt, reversedAt }) => [createdAt, reversedAt ?? createdAt]));
  const steps: LedgerStep[] = [];
  let posted: CommissionRow[] = [];
  for (const at of [...times].sort((a, b) => a - b)) {
    const now = entries.filter((entry) => entry.createdAt === at);
    const restored = steps.at(-1)?.cause.kind === "withdrawn";
    steps.push({ at, cause: restored ? { kind: "restored" } : causeOf(now, posted), entries: now });
    if (now.length > 0) posted = now;
  }
  return steps;
}

function causeOf(now: readonly CommissionRow[], before: readonly CommissionRow[]): LedgerStep["cause"] {
  const [first] = now;
  const [previous] = before;
  if (!first) return { kind: "withdrawn" };
  if (!previous) return { kind: "first" };
  if (first.net !== null && previous.net !== null && first.net !== previous.net) {
    return { kind: "net", before: previous.net, after: first.net, currency: first.currency };
  }
  return { kind: sharesOf(now) === sharesOf(before) ? "other" : "shares" };
}

function sharesOf(entries: readonly CommissionRow[]): string {
  return entries
    .map((entry) => `${entry.partnerId} ${entry.ruleId} ${entry.arithmetic?.weight ?? ""}`)
    .sort()
    .join("\n");
}
