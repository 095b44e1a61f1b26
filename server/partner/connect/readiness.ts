import type { PartnerAccount } from "@/server/stripe/connect/partner-account";

/** Where a partner stands on the way to being paid through Stripe. */
export type Stage = "none" | "begun" | "restricted" | "ready" | "rejected";

export type Readiness = {
  stage: Stage;
  /** What stands in the way, in words; empty when nothing does. */
  blockers: string[];
  /** What to do about it; null when there is nothing to do. */
  wayOut: string | null;
};

/** What Stripe's codes ask for, in words: the longest beginning that fits says it. */
const WANTED: readonly (readonly [code: string, words: string])[] = [
  ["external_account", "a bank account to pay out to"],
  ["tos_acceptance", "agreement to Stripe's terms"],
  ["business_type", "whether this is a person or a company"],
  ["business_profile", "what the business does"],
  ["individual.verification", "a document that proves who this is"],
  ["individual.dob", "a date of birth"],
  ["individual.address", "an address"],
  ["individual.id_number", "a tax or identity number"],
  ["individual", "something about the person"],
  ["company.verification", "a document about the company"],
  ["company", "something about the company"],
  ["representative", "something about the company's representative"],
  ["owners", "something about the company's owners"],
];

/** Says in words how far an account is, what blocks it, and the way out. */
export function readinessOf(account: PartnerAccount | null): Readiness {
  if (account === null) {
    return {
      stage: "none",
      blockers: ["No Stripe account is connected."],
      wayOut: "Open the onboarding link, or be paid another way.",
    };
  }
  if (account.disabledReason?.startsWith("rejected") === true) {
    return {
      stage: "rejected",
      blockers: ["Stripe does not want to work with this account."],
      wayOut: "Ask Stripe about it, or be paid another way.",
    };
  }
  if (account.transfersActive) return { stage: "ready", blockers: [], wayOut: null };
  const blockers = [...new Set(account.currentlyDue.map(wanted))];
  if (!account.detailsSubmitted) {
    return { stage: "begun", blockers, wayOut: "Finish Stripe's onboarding: open the link again." };
  }
  return {
    stage: "restricted",
    blockers: blockers.length > 0 ? blockers : ["Stripe is still checking what was given."],
    wayOut:
      blockers.length > 0
        ? "Open the onboarding link and give Stripe what it asks for."
        : "Wait: Stripe takes up to two days.",
  };
}

function wanted(code: string): string {
  const known = WANTED.find(([beginning]) => code.startsWith(beginning));
  return known ? `Stripe asks for ${known[1]}.` : `Stripe asks for ${code.replaceAll(/[._]/g, " ")}.`;
}
