import { type Sum, sumsOf } from "@/app/_ui/value/sums";
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
  revenue: Sum[];
  commissions: Sum[];
};

export function totalsOf(days: readonly Day[]): Totals {
  return {
    validClicks: days.reduce((sum, day) => sum + day.validClicks, 0),
    customers: days.reduce((sum, day) => sum + day.customers, 0),
    revenue: sumsOf(days.flatMap((day) => day.revenue)),
    commissions: sumsOf(days.flatMap((day) => day.commissions)),
  };
}
