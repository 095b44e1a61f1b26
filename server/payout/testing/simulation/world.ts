import type { Random } from "@/server/demo/history/random";
import { type Minor, minor, sum } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Answer, Transfers } from "@/server/stripe/connect/transfer";
import type { Assignment } from "../../sending/work";
import { MemoryBooks } from "../memory-books";
import { openStripeFor, type SimulatedStripe } from "./stripe";

/** A fault of our own that the simulator must find. */
export type Mutation = {
  transfers?(transfers: Transfers): Transfers;
  books?(books: MemoryBooks): void;
  /** The time a worker believes it is when it asks Stripe. */
  performsAt?(now: Millis): Millis;
  /** Nothing is learnt from webhooks and reconciling. */
  deaf?: boolean;
};

export type Sale = { id: string; partnerId: Id; currency: string; expected: Minor };
/** What one worker holds between two steps. A crash forgets it. */
export type Worker = { assignment?: Assignment; answer?: Answer };

/** Everything of one schedule. */
export type World = {
  random: Random;
  clock: { now: Millis };
  stripe: SimulatedStripe;
  transfers: Transfers;
  books: MemoryBooks;
  accounts: Map<Id, string>;
  sales: Sale[];
  workers: Worker[];
  /** The entries that each payout ever claimed. */
  claims: Map<Id, readonly Id[]>;
  mutation: Mutation;
  /** How often each kind of thing happened. */
  seen: Map<string, number>;
};

const START = Date.UTC(2026, 0, 1);
const CURRENCIES = ["USD", "EUR", "JPY"] as const;

export async function openWorld(random: Random, mutation: Mutation): Promise<World> {
  const clock = { now: START };
  const stripe = await openStripeFor(random, () => clock.now);
  const books = new MemoryBooks();
  mutation.books?.(books);
  const world: World = {
    random,
    clock,
    stripe,
    transfers: mutation.transfers?.(stripe.transfers) ?? stripe.transfers,
    books,
    accounts: new Map(),
    sales: [],
    workers: Array.from({ length: random.whole(2, 4) }, () => ({})),
    claims: new Map(),
    mutation,
    seen: new Map(),
  };
  for (let count = random.whole(1, 3); count > 0; count--) await addPartner(world);
  const rich = random.chance(0.8);
  for (const currency of CURRENCIES) stripe.fund(currency.toLowerCase(), rich ? 10_000_000 : 4_000);
  return world;
}

async function addPartner({ random, stripe, books, accounts }: World): Promise<void> {
  const id = newId();
  const account = await stripe.account();
  accounts.set(id, account);
  books.people.set(id, {
    preference: random.chance(0.85) ? "stripe_connect" : "manual",
    address: "partner@example.com",
    hasStripe: true,
    account: { id: account, detailsSubmitted: true, transfersActive: true, disabledReason: null },
  });
}

/** A sale whose commission is approved. */
export function sell({ random, books, accounts, sales }: World): void {
  const partnerId = pickOf(random, [...accounts.keys()]);
  if (partnerId === undefined) return;
  const currency = random.pick(CURRENCIES);
  const amount = minor(random.whole(1, 5_000));
  const sale = { id: `sale ${sales.length}`, partnerId, currency, expected: amount };
  sales.push(sale);
  books.post({ sale: sale.id, partnerId, currency, amount, kind: "accrual", status: "approved" });
}

/** What a sale is worth changes: what is open is replaced, what was claimed or paid is corrected, as `settle` does. */
export function changeWorth({ random, books, sales }: World): void {
  const sale = pickOf(random, sales);
  if (!sale) return;
  sale.expected = minor(random.chance(0.4) ? 0 : random.whole(1, 5_000));
  const own = books.entries().filter((entry) => entry.sale === sale.id && entry.status !== "reversed");
  if (sum(own.map((entry) => entry.amount)) === sale.expected) return;
  const open = own.filter((entry) => entry.payoutId === null);
  const final = own.filter((entry) => entry.payoutId !== null);
  for (const entry of open) books.turn(entry.id, "reversed");
  const remains = minor(sale.expected - sum(final.map((entry) => entry.amount)));
  if (remains === 0n) return;
  const { partnerId, currency } = sale;
  const kind = final.length === 0 ? "accrual" : remains < 0n ? "clawback" : "correction";
  books.post({ sale: sale.id, partnerId, currency, amount: remains, kind, status: "approved" });
}

export function count({ seen }: World, what: string): void {
  seen.set(what, (seen.get(what) ?? 0) + 1);
}

export function pickOf<T>(random: Random, list: readonly T[]): T | undefined {
  return list[Math.floor(random.next() * list.length)];
}
