import type { Currency } from "@/server/money/currency";
import type { Tx } from "@/server/platform/postgres/database";
import { type BrandRow, loadBrand, loadCurrency } from "./store";

export type { BrandRow } from "./store";

/** The brand whose transaction this is. */
export function readBrand(tx: Tx): Promise<BrandRow> {
  return loadBrand(tx);
}

/** The currency of amounts that name none. */
export function brandCurrency(tx: Tx): Promise<Currency> {
  return loadCurrency(tx);
}
