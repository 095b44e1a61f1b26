import type Stripe from "stripe";
import type { Millis } from "@/server/platform/clock";
import { orRefusal } from "../account";
import type { StripeClient } from "../client";
import type { StripeEvent } from "../webhook/webhook";

/** How far a partner's account is, as Stripe says. */
export type PartnerAccount = {
  account: string;
  country: string;
  detailsSubmitted: boolean;
  payoutsEnabled: boolean;
  transfersActive: boolean;
  /** Stripe's code, such as `requirements.past_due` or `rejected.fraud`. */
  disabledReason: string | null;
  /** What Stripe still wants, in its codes, such as `individual.verification.document`. */
  currentlyDue: string[];
};

const SECOND_MS = 1_000;

/** Makes a Standard account for a partner, once: the same partner and country get the same account. */
export async function makePartnerAccount(
  client: StripeClient,
  partner: { brandId: string; partnerId: string; email: string; country: string },
): Promise<PartnerAccount> {
  const { brandId, partnerId, email, country } = partner;
  const account = await orRefusal(
    client.accounts.create(
      {
        type: "standard",
        country,
        email,
        metadata: { openpartner_partner: partnerId, openpartner_brand: brandId },
      },
      { idempotencyKey: `openpartner-account-${brandId}-${partnerId}-${country}` },
    ),
  );
  return readPartnerAccount(account);
}

export async function askPartnerAccount(client: StripeClient, account: string): Promise<PartnerAccount> {
  return readPartnerAccount(await orRefusal(client.accounts.retrieve(account)));
}

/** A link to Stripe's onboarding. It works once and for a few minutes. */
export async function makeOnboardingLink(
  client: StripeClient,
  account: string,
  urls: { returnUrl: string; refreshUrl: string },
): Promise<{ url: string; expiresAt: Millis }> {
  const link = await orRefusal(
    client.accountLinks.create({
      account,
      type: "account_onboarding",
      return_url: urls.returnUrl,
      refresh_url: urls.refreshUrl,
    }),
  );
  return { url: link.url, expiresAt: link.expires_at * SECOND_MS };
}

/** Reads an account as Stripe sends it, in a reply or a webhook. */
function readPartnerAccount(account: Stripe.Account): PartnerAccount {
  return {
    account: account.id,
    country: account.country ?? "",
    detailsSubmitted: account.details_submitted,
    payoutsEnabled: account.payouts_enabled,
    transfersActive: account.capabilities?.transfers === "active",
    disabledReason: account.requirements?.disabled_reason ?? null,
    currentlyDue: account.requirements?.currently_due ?? [],
  };
}

/** The account of an `account.updated`; null for any other event. An account that took its consent back can get nothing. */
export function readToldAccount(event: StripeEvent): PartnerAccount | null {
  if (event.type === "account.updated" && event.data.object["object"] === "account") {
    // A webhook's object is the API's object of its kind.
    return readPartnerAccount(event.data.object as unknown as Stripe.Account);
  }
  if (event.type !== "account.application.deauthorized" || event.account === undefined) return null;
  return {
    account: event.account,
    country: "",
    detailsSubmitted: true,
    payoutsEnabled: false,
    transfersActive: false,
    disabledReason: "rejected.deauthorized",
    currentlyDue: [],
  };
}
