import Stripe from "stripe";
import { AppError } from "@/server/platform/errors";
import type { StripeClient } from "./client";

/** The account a key opens. */
export type OwnAccount = { id: string; name: string | null; country: string | null };

/** Asks Stripe which account a key opens. What Stripe refuses is the caller's to mend, and is told in Stripe's words. */
export async function askOwnAccount(client: StripeClient): Promise<OwnAccount> {
  const account = await orRefusal(client.accounts.retrieveCurrent());
  const name = account.settings?.dashboard.display_name ?? account.business_profile?.name ?? account.email;
  return { id: account.id, name, country: account.country ?? null };
}

/** Turns what Stripe refuses into a 409 in its own words, and what fails on the way into a 503. */
export async function orRefusal<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const status = error.statusCode ?? 0;
    if (status >= 400 && status < 500 && status !== 429) {
      throw new AppError("stripe_refused", `Stripe refused: ${error.message}`, {
        detail: { type: error.type, code: error.code ?? null },
      });
    }
    throw new AppError("unavailable", "Stripe did not answer as it should. Try again shortly.", {
      retryAfterSeconds: 10,
    });
  }
}
