import type { Context } from "@/server/auth/context";
import { SECOND_MS } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/postgres/database";
import { readToldAccount } from "@/server/stripe/connect/partner-account";
import type { StripeEvent } from "@/server/stripe/webhook/webhook";
import { learnOfAccount } from "./learn";

/** Stripe tells of a connected account. What it told before what is known already changes nothing. */
export async function hearOfAccount(_ctx: Context, tx: Tx, event: StripeEvent): Promise<void> {
  const told = readToldAccount(event);
  // Stripe's times are whole seconds: what was read within that second may be older than what is told.
  if (told) await learnOfAccount(tx, told, (event.created + 1) * SECOND_MS - 1);
}
