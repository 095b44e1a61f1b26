import { type CommissionKey, type History, keyText, type Terms } from "@/server/attribution/history";
import { formatMinor } from "@/server/money/minor";
import { type Derived, deriveHistory } from "../derivation";
import { type Entry, type Posting, settle } from "../settle";

/** A ledger in memory, held to the laws of the one in the database: a paid entry never changes, an amount never does. */
export class Ledger {
  readonly entries: Entry[] = [];
  private count = 0;

  /** Derives, posts what differs, and says what was posted. */
  derive(history: History, terms: Terms): Posting[] {
    return this.settle(deriveHistory(history, terms));
  }

  settle(derived: Derived): Posting[] {
    const { reverse, post } = settle(derived, this.entries);
    for (const id of reverse) this.reverse(id);
    for (const posting of post) {
      this.count++;
      this.entries.push({ ...posting, id: `E${String(this.count).padStart(25, "0")}`, claimed: false });
    }
    this.refuseTwoOpen();
    return post;
  }

  private reverse(id: string): void {
    const entry = this.entries.find((one) => one.id === id);
    if (!entry || entry.claimed || (entry.status !== "pending" && entry.status !== "approved")) {
      throw new Error(`entry ${id} is ${entry?.status ?? "unknown"} and cannot be reversed`);
    }
    entry.status = "reversed";
  }

  /** The database has a unique index that says so. */
  private refuseTwoOpen(): void {
    const open = this.entries.filter(
      (one) => one.status !== "reversed" && one.status !== "paid" && !one.claimed,
    );
    if (new Set(open.map(keyText)).size !== open.length) throw new Error("one key has two open entries");
  }

  approveAll(): void {
    for (const entry of this.entries) if (entry.status === "pending") entry.status = "approved";
  }

  /** A payout takes what is approved. */
  claimAll(): void {
    for (const entry of this.entries) if (entry.status === "approved") entry.claimed = true;
  }

  payAll(): void {
    this.claimAll();
    for (const entry of this.entries) if (entry.claimed) entry.status = "paid";
  }

  /** What each key is worth: the entries that are not reversed. Keys worth nothing are left out. */
  sums(): Map<string, bigint> {
    const sums = new Map<string, bigint>();
    for (const entry of this.entries) {
      if (entry.status !== "reversed")
        sums.set(keyText(entry), (sums.get(keyText(entry)) ?? 0n) + entry.amount);
    }
    for (const [key, amount] of sums) if (amount === 0n) sums.delete(key);
    return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The entries as people read them, such as "A 20.00 accrual pending". `exponent` is the currency's number of decimals. */
  lines(exponent = 2): string[] {
    return this.entries.map((one) => {
      const amount = formatMinor(one.amount, exponent);
      return `${nameOf(one)} ${amount} ${one.kind} ${one.claimed && one.status !== "paid" ? "claimed" : one.status}`;
    });
  }
}

function nameOf({ partnerId }: CommissionKey): string {
  return partnerId.replace(/^0+/, "");
}

/** What deriving expects of each key, decisions included. Two derivations of the same facts agree in it. */
export function expectedSums({ owed, reversed }: Derived): Map<string, bigint> {
  const wanted = owed.filter((one) => !reversed.has(keyText(one)));
  const pairs = wanted.map((one): [string, bigint] => [keyText(one), one.amount]);
  return new Map(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}
