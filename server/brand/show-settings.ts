import { type Context, permitBrand, transact } from "@/server/auth/context";
import { readBrand } from "./read";
import type { BrandRow } from "./store";

/** What the brand has set for itself. */
export function showSettings(ctx: Context): Promise<BrandRow> {
  permitBrand(ctx.actor, "programs:read");
  return transact(ctx, readBrand);
}
