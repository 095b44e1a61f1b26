import { type Minor, minor, ZERO } from "@/server/money/minor";
import type { MonthSum } from "../store/movements";

/** What happened to a balance in one month. `opening + earned + paid + returned` is `closing`; `paid` is negative. */
export type MonthBalance = {
  month: string;
  currency: string;
  opening: Minor;
  /** Commissions, less what was taken back. */
  earned: Minor;
  paid: Minor;
  returned: Minor;
  closing: Minor;
};

/**
 * Balances month by month, newest month first, from sums in the order of months. A month in which nothing happened to a currency
 * has no line of it.
 */
export function monthBalances(sums: readonly MonthSum[]): MonthBalance[] {
  const last = new Map<string, MonthBalance>();
  const balances: MonthBalance[] = [];
  for (const { month, currency, kind, amount } of sums) {
    let balance = last.get(currency);
    if (balance?.month !== month) {
      const opening = balance?.closing ?? ZERO;
      balance = { month, currency, opening, earned: ZERO, paid: ZERO, returned: ZERO, closing: opening };
      last.set(currency, balance);
      balances.push(balance);
    }
    const column = kind === "reversed" ? "earned" : kind;
    balance[column] = minor(balance[column] + amount);
    balance.closing = minor(balance.closing + amount);
  }
  return balances.reverse();
}
