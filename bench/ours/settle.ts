import { startChild } from "../support/child";
import type { Shop } from "./shop";

export type Rederived = { milliseconds: number; peakMebibytes: number; customers: number; posted: number };

/** Derives every customer of the shop in a process of its own. */
export async function rederive(databaseUrl: string, shop: Shop): Promise<Rederived> {
  const { ready } = await startChild<Rederived>("ours/rederiver", {
    DATABASE_URL: databaseUrl,
    BRAND_ID: shop.brandId,
    PROGRAM_ID: shop.programId,
  });
  return ready;
}
