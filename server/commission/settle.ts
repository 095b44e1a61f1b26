import { type CommissionKey, keyText } from "@/server/attribution/history";
import { type Minor, minor, sum, ZERO } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Arithmetic, Owed } from "./rules";

export type EntryKind = "accrual" | "correction" | "clawback" | "bonus" | "manual";

/** An entry of the ledger, as settling sees it. */
export type Entry = CommissionKey & {
  id: Id;
  amount: Minor;
  status: "pending" | "approved" | "paid" | "reversed";
  /** In a payout that is planned or under way. */
  claimed: boolean;
  availableAt: Millis;
  kind: EntryKind;
  /** The event's net value when this was posted. */
  net: Minor | null;
  termsId: Id;
};

/** An entry to add. */
export type Posting = CommissionKey & {
  amount: Minor;
  kind: "accrual" | "correction" | "clawback";
  status: "pending" | "approved";
  approval: "auto" | "manual";
  availableAt: Millis;
  termsId: Id;
  net: Minor | null;
  arithmetic: Arithmetic | null;
};

/** What deriving says of one customer, as far as the ledger is concerned. */
export type Expected = {
  owed: readonly Owed[];
  /** The net value of each sale now. */
  nets: ReadonlyMap<Id, Minor>;
  /** Keys, as text, that a person reversed. */
  reversed: ReadonlySet<string>;
};

export type Settlement = { reverse: Id[]; post: Posting[] };

/**
 * What to do so that, for each key, the entries that are not reversed sum to what is owed. Open entries are replaced by one for
 * what remains; what was paid, or is in a payout, is corrected by a new entry.
 */
export function settle(expected: Expected, entries: readonly Entry[]): Settlement {
  const settlement: Settlement = { reverse: [], post: [] };
  const ledger = entriesByKey(entries);
  for (const one of expected.owed) {
    const key = keyText(one);
    const owed = expected.reversed.has(key) ? null : one;
    settleKey(one, owed, ledger.get(key) ?? [], expected, settlement);
    ledger.delete(key);
  }
  for (const own of ledger.values()) {
    const [first] = own;
    if (first) settleKey(first, null, own, expected, settlement);
  }
  return settlement;
}

function entriesByKey(entries: readonly Entry[]): Map<string, Entry[]> {
  const ledger = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (!isDerived(entry)) continue;
    const key = keyText(entry);
    const own = ledger.get(key);
    if (own) own.push(entry);
    else ledger.set(key, [entry]);
  }
  return ledger;
}

/** Whether an entry weighs and follows from deriving: what people gave by hand is none of its business. */
export function isDerived(entry: Pick<Entry, "status" | "kind">): boolean {
  return entry.status !== "reversed" && !isByHand(entry);
}

/** Whether a person posted the entry, or it came back of a payout: no facts say that it is owed. */
export function isByHand({ kind }: { kind: EntryKind }): boolean {
  return kind === "bonus" || kind === "manual";
}

function settleKey(
  key: CommissionKey,
  owed: Owed | null,
  entries: readonly Entry[],
  expected: Expected,
  settlement: Settlement,
): void {
  const wanted = owed?.amount ?? ZERO;
  if (wanted === sum(entries.map((entry) => entry.amount))) return;
  const open = entries.filter(isOpen);
  const final = entries.filter((entry) => !isOpen(entry));
  const remains = minor(wanted - sum(final.map((entry) => entry.amount)));
  settlement.reverse.push(...open.map((entry) => entry.id));
  if (remains === 0n) return;
  const model = owed ?? open[0] ?? final[0];
  if (!model) return;
  settlement.post.push({
    eventId: key.eventId,
    partnerId: key.partnerId,
    programId: key.programId,
    ruleId: key.ruleId,
    currency: key.currency,
    amount: remains,
    termsId: model.termsId,
    net: expected.nets.get(key.eventId) ?? null,
    arithmetic: owed?.arithmetic ?? null,
    approval: owed?.approval ?? "auto",
    ...stateOf(key, remains, owed, open, final, expected),
  });
}

function isOpen(entry: Entry): boolean {
  return (entry.status === "pending" || entry.status === "approved") && !entry.claimed;
}

type State = Pick<Posting, "kind" | "status" | "availableAt">;

/** A replacement keeps the earliest date and an approval of those it replaces. A negative entry waits for nobody. */
function stateOf(
  key: CommissionKey,
  amount: Minor,
  owed: Owed | null,
  open: readonly Entry[],
  final: readonly Entry[],
  expected: Expected,
): State {
  const dates = open.map((entry) => entry.availableAt);
  const availableAt = Math.min(
    ...(dates.length > 0
      ? dates
      : [owed?.availableAt ?? Math.min(...final.map((entry) => entry.availableAt))]),
  );
  if (amount < 0n)
    return {
      kind: hasFallen(key, final, expected) ? "clawback" : "correction",
      status: "approved",
      availableAt,
    };
  const approved = open.some((entry) => entry.status === "approved" && entry.amount > 0n);
  return {
    kind: final.length > 0 ? "correction" : "accrual",
    status: approved ? "approved" : "pending",
    availableAt,
  };
}

/** Whether money must come back because the sale is worth less than when it was paid for, or because a person said so. */
function hasFallen(key: CommissionKey, final: readonly Entry[], expected: Expected): boolean {
  if (expected.reversed.has(keyText(key))) return true;
  const now = expected.nets.get(key.eventId);
  return now !== undefined && final.some((entry) => entry.net !== null && entry.net > now);
}
