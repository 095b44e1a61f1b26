import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Message } from "@/server/platform/outbox";
import type { Group, Planned } from "./planning/groups";
import type { Recipient } from "./planning/route";
import type { Payout, PayoutChanges, PayoutStatus } from "./rules";

export type GroupFilter = {
  /** Only partners who have something approved in this program; their balance is over all programs all the same. */
  programId?: Id | undefined;
  partnerIds?: readonly Id[] | undefined;
};

export type NewPayout = Planned & { id: Id; createdAt: Millis; createdBy: string };

/** `after`: the last id of the page before. */
export type ReconcilePage = { since: Millis; after: Id | null; limit: number };

/** What happened to a payout, for its history. */
export type Act = { at: Millis; by: string; note: string };

/**
 * The rows of payouts and of the ledger, inside one transaction. What sends and plans is written against this, so that the
 * simulator can run the same code on rows in memory.
 */
export type Books = {
  /** Holds all that is approved and in no payout until the transaction ends. */
  holdGroups(filter: GroupFilter): Promise<Group[]>;
  recipients(partnerIds: readonly Id[]): Promise<Map<Id, Recipient>>;
  /** Adds payouts and claims their entries; fails when one is no longer free. */
  add(payouts: readonly NewPayout[]): Promise<void>;
  /** The payout, held until the transaction ends. */
  hold(id: Id): Promise<Payout | null>;
  /** The payout over Stripe that has been due longest, unless another transaction or a lease holds it. */
  holdDue(now: Millis): Promise<Payout | null>;
  /** The payout that a transfer is booked for, or about to be. */
  payoutOf(transferId: string): Promise<Id | null>;
  save(id: Id, changes: PayoutChanges): Promise<void>;
  note(id: Id, status: PayoutStatus, act: Act): Promise<void>;
  /** Gives a payout's entries back to planning. */
  freeEntries(id: Id): Promise<void>;
  /** Makes a payout's entries paid, and says which they are. */
  payEntries(id: Id, paidAt: Millis): Promise<Id[]>;
  /**
   * Notes that money came back: an entry that takes it off what was paid, and one that is owed again once a person approves
   * it. Returns both.
   */
  addReturn(payout: Payout, amount: Minor, act: Act): Promise<Id[]>;
  /** Payouts over Stripe that are under way or held, and those made since an instant, in the order of their ids. */
  toReconcile(page: ReconcilePage): Promise<Payout[]>;
  tell(messages: readonly Message[]): Promise<void>;
};

/** Runs `work` in a transaction. */
export type Transact = <T>(work: (books: Books) => Promise<T>) => Promise<T>;
