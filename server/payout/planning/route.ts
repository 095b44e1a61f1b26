import type { Currency } from "@/server/money/currency";
import type { Minor } from "@/server/money/minor";
import { toStripe } from "@/server/stripe/amount";
import type { Preference, Rail } from "../rules";

/** A partner's Stripe account, as far as payouts are concerned. */
export type Account = {
  id: string;
  detailsSubmitted: boolean;
  transfersActive: boolean;
  /** Stripe's reason for closing the account, such as `rejected.fraud`. */
  disabledReason: string | null;
};

/** What is known of how a partner can be paid. */
export type Recipient = {
  /** The partner's own wish; null: the brand's usual way. */
  preference: Preference | null;
  /** Where PayPal or Wise finds the partner. */
  address: string;
  account: Account | null;
  /** Whether the brand itself has a Stripe account to send from. */
  hasStripe: boolean;
};

/** The way a payout takes, or in words what blocks it. */
export type Route = { rail: Rail; destination: string | null } | { blocked: string };

export function routeOf(
  recipient: Recipient,
  usual: Preference,
  money: { amount: Minor; currency: Currency },
): Route {
  const preference = recipient.preference ?? usual;
  switch (preference) {
    case "manual":
      return { rail: "manual", destination: null };
    case "paypal_file":
    case "wise_file":
      return { rail: preference, destination: recipient.address };
    case "auto":
    case "stripe_connect": {
      const blocked = blockerOf(recipient) ?? amountBlocker(money);
      if (blocked === null) return { rail: "stripe_connect", destination: recipient.account?.id ?? null };
      return preference === "auto" ? { rail: "manual", destination: null } : { blocked };
    }
  }
}

/** What keeps Stripe from paying this partner, and the way out; null when nothing does. */
export function blockerOf({ account, hasStripe }: Recipient): string | null {
  if (!hasStripe)
    return "The brand has no Stripe account connected: connect one, or choose another way to pay.";
  if (account === null) return "The partner has not connected a Stripe account: send an onboarding link.";
  if (account.transfersActive) return null;
  if (account.disabledReason?.startsWith("rejected") === true)
    return "Stripe has rejected the partner's account: choose another way to pay.";
  if (!account.detailsSubmitted)
    return "The partner has begun Stripe's onboarding and not finished it: send the link again.";
  return "Stripe asks the partner for more before the account can receive money: send the onboarding link again.";
}

/** Stripe has amounts that it cannot write, such as 1.234 KWD. */
function amountBlocker({ amount, currency }: { amount: Minor; currency: Currency }): string | null {
  try {
    toStripe(amount, currency);
    return null;
  } catch (error) {
    if (error instanceof RangeError) return `Stripe cannot pay this amount: ${error.message}.`;
    throw error;
  }
}
