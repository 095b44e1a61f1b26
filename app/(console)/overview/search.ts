import type { Search } from "@/app/_ui/table/address";

export const SPANS = [7, 30, 90] as const;
export const MEASURES = ["clicks", "customers", "revenue", "commissions"] as const;
export type Measure = (typeof MEASURES)[number];
const USUAL_DAYS = 30;

/** `?days=7|30|90&measure=clicks|…`; anything else is what it usually is. */
export function overviewSearch(search: Search): { days: number; measure: Measure } {
  return {
    days: SPANS.find((days) => String(days) === search["days"]) ?? USUAL_DAYS,
    measure: MEASURES.find((measure) => measure === search["measure"]) ?? "clicks",
  };
}
