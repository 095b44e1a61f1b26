import { type BrandRow, readBrand } from "@/server/brand/read";
import { exponentOf, isCurrency } from "@/server/money/currency";
import { type Minor, parseAmount } from "@/server/money/minor";
import type { Tx } from "@/server/platform/postgres/database";
import type { Preference } from "../rules";
import type { PayoutSettings } from "./groups";
import type { Schedule } from "./schedule";

/** What a brand has set about its payouts. */
export async function payoutSettings(
  tx: Tx,
): Promise<PayoutSettings & { schedule: Schedule; timeZone: string }> {
  const brand = await readBrand(tx);
  return {
    // The settings' door lets only these in.
    rail: brand.payoutRail as Preference,
    schedule: brand.payoutSchedule as Schedule,
    timeZone: brand.timeZone,
    thresholds: thresholdsOf(brand),
  };
}

function thresholdsOf({ payoutThresholds }: BrandRow): Map<string, Minor> {
  const thresholds = new Map<string, Minor>();
  for (const [currency, written] of Object.entries(payoutThresholds)) {
    const amount = isCurrency(currency) ? parseAmount(written, exponentOf(currency)) : null;
    if (amount?.ok) thresholds.set(currency, amount.value);
  }
  return thresholds;
}
