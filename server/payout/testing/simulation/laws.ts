import { type Minor, minor } from "@/server/money/minor";
import { fromStripe } from "@/server/stripe/amount";
import { isOpen, isPaid } from "../../rules";
import { Broken } from "../broken";
import type { World } from "./world";

type Sums = Map<string, bigint>;

function add(sums: Sums, key: string, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}

/** At any moment: of one payout Stripe holds one transfer at most. */
export function checkTransfers({ stripe: { merchant } }: World): void {
  const seen = new Set<string>();
  for (const transfer of merchant.store.all("transfer")) {
    const group = transfer.transfer_group;
    if (group === null || transfer.amount_reversed === transfer.amount) continue;
    if (seen.has(group)) throw new Broken(`payout ${group} was sent twice`);
    seen.add(group);
  }
}

/** In the end: for every partner and currency, the ledger is what Stripe holds, what was paid by hand, and what is owed. */
export function checkBalances(world: World): void {
  const { books, stripe, accounts } = world;
  const ledger: Sums = new Map();
  const elsewhere: Sums = new Map();
  for (const entry of books.entries()) {
    if (entry.status === "reversed") continue;
    const key = `${entry.partnerId} ${entry.currency}`;
    add(ledger, key, entry.amount);
    if (entry.status !== "paid") add(elsewhere, key, entry.amount);
  }
  for (const payout of books.payouts()) {
    if (payout.rail !== "stripe_connect" && isPaid(payout.status))
      add(elsewhere, `${payout.partnerId} ${payout.currency}`, payout.amount - payout.reversed);
  }
  const partners = new Map([...accounts].map(([partnerId, account]) => [account, partnerId]));
  for (const transfer of stripe.merchant.store.all("transfer")) {
    const currency = transfer.currency.toUpperCase();
    const { destination } = transfer;
    const partner = partners.get(typeof destination === "string" ? destination : "") ?? "nobody";
    add(elsewhere, `${partner} ${currency}`, held(transfer.amount - transfer.amount_reversed, currency));
  }
  for (const key of new Set([...ledger.keys(), ...elsewhere.keys()])) {
    const [booked, known] = [ledger.get(key) ?? 0n, elsewhere.get(key) ?? 0n];
    if (booked !== known)
      throw new Broken(`${key}: the ledger says ${booked}, Stripe and what is owed say ${known}`);
  }
}

function held(amount: number, currency: string): Minor {
  return minor(fromStripe(amount, currency));
}

/** In the end: no entry was paid by two payouts, and each sale is worth what it is worth. */
export function checkEntries({ books, claims, sales, stripe: { merchant } }: World): void {
  const standing = new Set(
    [...merchant.store.all("transfer")]
      .filter((one) => one.amount_reversed < one.amount)
      .map((one) => one.transfer_group),
  );
  const paidBy = new Map<string, string>();
  for (const payout of books.payouts()) {
    const paid = payout.rail === "stripe_connect" ? standing.has(payout.id) : isPaid(payout.status);
    if (!paid) continue;
    for (const id of claims.get(payout.id) ?? []) {
      if (paidBy.has(id)) throw new Broken(`entry ${id} was paid by ${paidBy.get(id)} and by ${payout.id}`);
      paidBy.set(id, payout.id);
    }
  }
  const worth: Sums = new Map();
  for (const entry of books.entries())
    if (entry.sale !== null && entry.status !== "reversed") add(worth, entry.sale, entry.amount);
  for (const sale of sales) {
    const booked = worth.get(sale.id) ?? 0n;
    if (booked !== sale.expected)
      throw new Broken(`${sale.id} is worth ${sale.expected}, the ledger says ${booked}`);
  }
}

/** Once Stripe answers again: whatever is not finished is held, where a person sees it. */
export function checkNothingStuck({ books }: World): void {
  for (const payout of books.payouts()) {
    if (payout.rail === "stripe_connect" && isOpen(payout.status) && payout.status !== "held")
      throw new Broken(`payout ${payout.id} is ${payout.status} and nobody is told`);
  }
}
