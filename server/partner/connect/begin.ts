import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { type Millis, now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { askOwnAccount } from "@/server/stripe/account";
import { makeOnboardingLink, makePartnerAccount } from "@/server/stripe/connect/partner-account";
import { type StripeConnection, stripeOf } from "@/server/stripe/connection";
import { reachedFrom, reaches } from "@/server/stripe/reach";
import { noPartner, partnerDetail } from "../detail";
import { loadAccount, saveAccount } from "../store/stripe-accounts";

export type Onboarding = {
  /** Where the partner lives, as an ISO 3166 code. Needed once. */
  country?: string | undefined;
  returnUrl?: string | undefined;
  refreshUrl?: string | undefined;
};

export type OnboardingLink = { url: string; expiresAt: Millis; account: string };

/**
 * A link on which a partner gives Stripe what it needs; the account is made at the first one. 409 `country_unreachable`, before
 * anything is made, where transfers cannot reach the partner's country: it names the ways that can.
 */
export async function beginOnboarding(
  ctx: Context,
  partnerId: Id,
  input: Onboarding,
): Promise<OnboardingLink> {
  const own = ownPartner(ctx.actor);
  // Partners who are signed in do so for themselves. Their keys do not: whoever holds one could have the money sent elsewhere.
  permit(ctx.actor, own === null ? "payouts:write" : "partners:write");
  if (own !== null && own !== partnerId) throw new AppError("partner_not_found", noPartner(partnerId));
  const { connection, partner, known } = await transact(ctx, async (tx) => {
    const connection = connected(await stripeOf(ctx.services, tx));
    const partner = await partnerDetail(tx, partnerId);
    return { connection, partner, known: await loadAccount(tx, partnerId, connection.account) };
  });
  const country = input.country?.toUpperCase() ?? known?.country;
  if (!country) throw missingCountry();
  let account = known?.account;
  // An account's country is for good; one that was not finished is given up for another.
  if (account === undefined || (known && !known.detailsSubmitted && known.country !== country)) {
    await refuseUnreachable(connection, country, own === null ? "The partner" : "You");
    const { email } = partner;
    const made = await makePartnerAccount(connection.client, {
      brandId: ctx.actor.brandId,
      partnerId,
      email,
      country,
    });
    const platform = connection.account;
    await transact(ctx, (tx) => saveAccount(tx, partnerId, { ...made, platform }, now()));
    account = made.account;
  }
  const link = await makeOnboardingLink(connection.client, account, {
    returnUrl: input.returnUrl ?? ctx.services.appUrl,
    refreshUrl: input.refreshUrl ?? input.returnUrl ?? ctx.services.appUrl,
  });
  return { ...link, account };
}

function connected(connection: StripeConnection | null): StripeConnection {
  if (connection) return connection;
  throw new AppError(
    "conflict",
    "The brand has no Stripe account connected, so it cannot pay through Stripe.",
  );
}

function missingCountry(): AppError {
  const reason = "is needed for the first link: Stripe's accounts belong to a country";
  return new AppError("invalid_body", `The body cannot be used: country: ${reason}.`, {
    detail: [{ path: "country", reason }],
  });
}

/** `who`: the partner, as whoever reads it calls them. */
async function refuseUnreachable(
  connection: StripeConnection,
  country: string,
  who: "The partner" | "You",
): Promise<void> {
  const platform = (await askOwnAccount(connection.client)).country ?? "";
  if (reaches(platform, country)) return;
  throw new AppError(
    "country_unreachable",
    `Stripe's transfers from an account in ${nameOf(platform)} do not reach ${nameOf(country)}. ${who} can be paid through PayPal, Wise or by hand instead.`,
    { detail: { country, reached: reachedFrom(platform), rails: ["paypal_file", "wise_file", "manual"] } },
  );
}

const NAMES = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** A country by its English name; what is no country's code, as it was said. */
function nameOf(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (NAMES.of(code) ?? code) : code;
}
