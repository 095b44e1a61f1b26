import type { WireMoney } from "@/app/_ui/value/wire";

type Day = {
  validClicks: number;
  customers: number;
  revenue: readonly WireMoney[];
  commissions: readonly WireMoney[];
};

/** What some days come to together; money by currency. */
export type Totals = {
  validClicks: number;
  customers: number;
  revenue: WireMoney[];
  commissions: WireMoney[];
};

export function totalsOf(days: readonly Day[]): Totals {
  return {
    validClicks: days.reduce((sum, day) => sum + day.validClicks, 0),
    customers: days.reduce((sum, day) => sum + day.customers, 0),
    revenue: byCurrency(days.flatMap((day) => day.revenue)),
    commissions: byCurrency(days.flatMap((day) => day.commissions)),
  };
}

/** Sums, one for each currency. */
export function byCurrency(sums: readonly WireMoney[]): WireMoney[] {
  const totals = new Map<string, number>();
  for (const { currency, minor } of sums) totals.set(currency, (totals.get(currency) ?? 0) + minor);
  return [...totals].map(([currency, minor]) => ({ currency, minor }));
}
