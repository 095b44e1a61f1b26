import type { Services } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import type { Transfers } from "@/server/stripe/connect/transfer";
import { transfersOn } from "@/server/stripe/connect/transfers";
import { stripeOf } from "@/server/stripe/connection";

/** Transfers from the brand's own Stripe account; null when it has none. */
export async function transfersOf(services: Services, brandId: Id): Promise<Transfers | null> {
  const connection = await services.database.inBrand(brandId, (tx) => stripeOf(services, tx));
  return connection && transfersOn(connection.client, connection.account);
}
