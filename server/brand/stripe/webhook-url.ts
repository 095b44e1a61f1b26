import type { Context } from "@/server/auth/context";
import type { Tx } from "@/server/platform/postgres/database";
import { readBrand } from "../read";

/** Where this brand's Stripe account has to send its webhooks: an address with the brand's slug works in every mode. */
export async function webhookUrlOf(ctx: Context, tx: Tx): Promise<string> {
  const { slug } = await readBrand(tx);
  return `${ctx.services.appUrl}/api/webhooks/stripe/${slug}`;
}
