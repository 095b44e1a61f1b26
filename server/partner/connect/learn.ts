import type { Millis } from "@/server/platform/clock";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import type { PartnerAccount } from "@/server/stripe/connect/partner-account";
import { updateAccount } from "../store/stripe-accounts";

/** Notes what Stripe says of a partner's account. When money can go there from now on, the partner is to be told of it. */
export async function learnOfAccount(tx: Tx, told: PartnerAccount, at: Millis): Promise<void> {
  const partnerId = await updateAccount(tx, told, at);
  if (partnerId === null) return;
  await enqueue(tx, [{ topic: "partner.stripe_ready", subject: partnerId, payload: { partnerId } }]);
}
