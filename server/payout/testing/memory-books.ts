import { type Minor, minor, sum, ZERO } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Message } from "@/server/platform/outbox";
import type { Books, GroupFilter, NewPayout, ReconcilePage, Transact } from "../books";
import type { Group } from "../planning/groups";
import type { Recipient } from "../planning/route";
import { isOpen, isPaid, mayMove, type Payout } from "../rules";
import { Broken } from "./broken";

/** An entry of the ledger, as far as payouts are concerned. `sale` is what earned it; null for what came back of a payout. */
export type MemoryEntry = {
  readonly id: Id;
  readonly sale: string | null;
  readonly partnerId: Id;
  readonly currency: string;
  readonly amount: Minor;
  readonly kind: "accrual" | "correction" | "clawback" | "manual";
  status: "pending" | "approved" | "paid" | "reversed";
  payoutId: Id | null;
};

type Rows = { entries: Map<Id, MemoryEntry>; payouts: Map<Id, Payout> };

/** Rows in memory that obey the laws of those in the database: transactions, states, claims, and sums of payouts. */
export class MemoryBooks {
  rows: Rows = { entries: new Map(), payouts: new Map() };
  readonly people = new Map<Id, Recipient>();
  readonly told: Message[] = [];
  /** A planted fault: planning does not look whether an entry is in a payout already. */
  claimsTwice = false;
  #turn: Promise<unknown> = Promise.resolve();

  /** Transactions follow each other; one that fails leaves nothing behind. */
  readonly transact: Transact = (work) => {
    const result = this.#turn.then(() => this.#run(work));
    this.#turn = result.catch(() => undefined);
    return result;
  };

  async #run<T>(work: (books: Books) => Promise<T>): Promise<T> {
    const before = copyOf(this.rows);
    try {
      const result = await work(this.#books());
      this.#refuseBroken(before);
      return result;
    } catch (error) {
      this.rows = before;
      throw error;
    }
  }

  /** What triggers and constraints of the database refuse. */
  #refuseBroken(before: Rows): void {
    for (const payout of this.rows.payouts.values()) {
      const was = before.payouts.get(payout.id);
      if (was === payout) continue;
      const own = [...this.rows.entries.values()].filter((entry) => entry.payoutId === payout.id);
      const paid = sum(own.filter((entry) => entry.status === "paid").map((entry) => entry.amount));
      const total = sum(own.map((entry) => entry.amount));
      const whole = isOpen(payout.status)
        ? total === payout.amount && paid === 0n
        : isPaid(payout.status)
          ? total === paid && paid === payout.amount - payout.reversed
          : own.length === 0;
      if (!whole)
        throw new Broken(`payout ${payout.id} is ${payout.status} over ${payout.amount} with ${total}`);
    }
  }

  #books(): Books {
    const { entries, payouts } = this.rows;
    return {
      holdGroups: async (filter) => this.#groups(filter),
      recipients: async (ids) => new Map([...this.people].filter(([partnerId]) => ids.includes(partnerId))),
      add: async (added) => added.forEach((payout) => this.#add(payout)),
      hold: async (id) => payouts.get(id) ?? null,
      holdDue: async (now) => this.#due(now),
      payoutOf: async (transferId) => this.#payoutOf(transferId),
      save: async (id, changes) => {
        const payout = payouts.get(id);
        if (!payout) throw new Broken(`there is no payout ${id}`);
        if (changes.transferId && (this.#payoutOf(changes.transferId) ?? id) !== id)
          throw new Broken(`transfer ${changes.transferId} belongs to another payout`);
        const status = changes.status ?? payout.status;
        if (status !== payout.status && !mayMove(payout.status, status))
          throw new Broken(`payout ${id} cannot go from ${payout.status} to ${status}`);
        payouts.set(id, { ...payout, ...changes });
      },
      note: async () => undefined,
      freeEntries: async (id) => {
        for (const entry of this.#claimedBy(id)) entries.set(entry.id, { ...entry, payoutId: null });
      },
      payEntries: async (id) =>
        this.#claimedBy(id).map((entry) => {
          entries.set(entry.id, { ...entry, status: "paid" });
          return entry.id;
        }),
      addReturn: async (payout, amount) => this.#giveBack(payout, amount),
      toReconcile: async (page) => this.#page(page),
      tell: async (messages) => void this.told.push(...messages),
    };
  }

  post(entry: Omit<MemoryEntry, "id" | "payoutId">): MemoryEntry {
    const added = { ...entry, id: newId(), payoutId: null };
    this.rows.entries.set(added.id, added);
    return added;
  }

  /** Changes the state of an entry that is in no payout. */
  turn(id: Id, status: "approved" | "reversed"): void {
    const entry = this.rows.entries.get(id);
    if (!entry || entry.payoutId !== null || entry.status === "paid" || entry.status === "reversed")
      throw new Broken(`entry ${id} cannot become ${status}`);
    this.rows.entries.set(id, { ...entry, status });
  }

  entries(): MemoryEntry[] {
    return [...this.rows.entries.values()];
  }

  payouts(): Payout[] {
    return [...this.rows.payouts.values()];
  }

  #payoutOf(transferId: string): Id | null {
    return this.payouts().find((payout) => payout.transferId === transferId)?.id ?? null;
  }

  #groups({ partnerIds }: GroupFilter): Group[] {
    const groups = new Map<string, Group & { entryIds: Id[] }>();
    for (const entry of this.rows.entries.values()) {
      if (entry.status !== "approved" || (entry.payoutId !== null && !this.claimsTwice)) continue;
      if (partnerIds && !partnerIds.includes(entry.partnerId)) continue;
      const { partnerId, currency } = entry;
      const key = `${partnerId} ${currency}`;
      const group = groups.get(key) ?? { partnerId, currency, amount: ZERO, entryIds: [] };
      group.entryIds.push(entry.id);
      groups.set(key, { ...group, amount: minor(group.amount + entry.amount) });
    }
    return [...groups.values()];
  }

  #add({ entryIds, ...planned }: NewPayout): void {
    this.rows.payouts.set(planned.id, { ...BLANK, ...planned, nextAt: planned.createdAt });
    for (const id of entryIds) {
      const entry = this.rows.entries.get(id);
      if (!entry) throw new Broken(`there is no entry ${id}`);
      this.rows.entries.set(id, { ...entry, payoutId: planned.id });
    }
  }

  #due(now: Millis): Payout | null {
    let first: Payout | null = null;
    for (const payout of this.rows.payouts.values()) {
      if (payout.rail !== "stripe_connect" || payout.nextAt === null || payout.nextAt > now) continue;
      if (payout.status !== "planned" && payout.status !== "sending") continue;
      if (first === null || payout.nextAt < (first.nextAt ?? 0)) first = payout;
    }
    return first;
  }

  #claimedBy(id: Id): MemoryEntry[] {
    return this.entries().filter((entry) => entry.payoutId === id && entry.status === "approved");
  }

  #giveBack({ id, partnerId, currency }: Payout, amount: Minor): Id[] {
    const common = { sale: null, partnerId, currency, kind: "manual" as const };
    const off = this.post({ ...common, amount: minor(-amount), status: "paid" });
    this.rows.entries.set(off.id, { ...off, payoutId: id });
    return [off.id, this.post({ ...common, amount, status: "pending" }).id];
  }

  #page({ since, after, limit }: ReconcilePage): Payout[] {
    return this.payouts()
      .filter((one) => one.rail === "stripe_connect" && one.status !== "planned")
      .filter((one) => one.createdAt >= since || one.status === "sending" || one.status === "held")
      .filter((one) => after === null || one.id > after)
      .slice(0, limit);
  }
}

const BLANK: Omit<Payout, "id" | "partnerId" | "currency" | "amount" | "rail" | "createdAt" | "createdBy"> = {
  destination: null,
  status: "planned",
  reason: null,
  detail: null,
  reference: null,
  transferId: null,
  fileId: null,
  reversed: ZERO,
  generation: 1,
  attempts: 0,
  sender: null,
  askedAt: null,
  lastAskedAt: null,
  unclear: false,
  lookFirst: false,
  verdict: "hold",
  nextAt: null,
  lease: null,
  leaseUntil: null,
  paidAt: null,
  endedAt: null,
};

/** Rows are replaced and never changed, so copying the maps is enough. */
function copyOf(rows: Rows): Rows {
  return { entries: new Map(rows.entries), payouts: new Map(rows.payouts) };
}
