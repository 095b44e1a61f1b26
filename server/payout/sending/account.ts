import type { Services } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { stripeOf } from "@/server/stripe/connection";
import type { Transfers } from "@/server/stripe/transfer";
import { transfersOn } from "@/server/stripe/transfers";

/** Transfers from the brand's own Stripe account; null when it has none. */
export async function transfersOf(services: Services, brandId: Id): Promise<Transfers | null> {
  const connection = await services.database.inBrand(brandId, (tx) => stripeOf(services, tx));
  return connection && transfersOn(connection.client, connection.account);
}
