import type Stripe from "stripe";
import type { Merchant } from "../core/merchant";

/** What Stripe asks of a Standard account before money can reach it. */
const ASKED_FOR = ["business_type", "external_account", "tos_acceptance.date", "tos_acceptance.ip"];

const NOTHING_DUE: Stripe.Account.FutureRequirements & Stripe.Account.Requirements = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
};

/** How far an account is. `restricted`: Stripe wants a document; `rejected`: it wants nothing to do with this account. */
export type Readiness = "new" | "ready" | "restricted" | "rejected";

type ReadinessFields = Pick<
  Stripe.Account,
  "capabilities" | "charges_enabled" | "details_submitted" | "payouts_enabled"
> & { requirements: Stripe.Account.Requirements };

/** What an account shows of its readiness. */
export function readinessFields(readiness: Readiness): ReadinessFields {
  const ready = readiness === "ready";
  const status = ready ? "active" : readiness === "rejected" ? "inactive" : "pending";
  return {
    capabilities: { card_payments: status, transfers: status },
    charges_enabled: ready,
    details_submitted: readiness !== "new",
    payouts_enabled: ready,
    requirements: requirementsOf(readiness),
  };
}

function requirementsOf(readiness: Readiness): Stripe.Account.Requirements {
  switch (readiness) {
    case "ready":
      return NOTHING_DUE;
    case "new":
      return {
        ...NOTHING_DUE,
        currently_due: ASKED_FOR,
        eventually_due: ASKED_FOR,
        past_due: ASKED_FOR,
        disabled_reason: "requirements.past_due",
      };
    case "restricted":
      return {
        ...NOTHING_DUE,
        currently_due: ["individual.verification.document"],
        eventually_due: ["individual.verification.document"],
        disabled_reason: "requirements.past_due",
      };
    case "rejected":
      return { ...NOTHING_DUE, disabled_reason: "rejected.other" };
  }
}

/** A Standard account as it is right after it was made. */
export function newAccount(
  merchant: Merchant,
  from: { id: string; country: string; currency: string; email: string | null; metadata: Stripe.Metadata },
): Stripe.Account & ReadinessFields {
  return {
    id: from.id,
    object: "account",
    ...readinessFields("new"),
    business_profile: {
      mcc: null,
      minority_owned_business_designation: null,
      name: null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: null,
    controller: { is_controller: true, type: "application" },
    country: from.country,
    created: merchant.now,
    default_currency: from.currency,
    email: from.email,
    external_accounts: {
      object: "list",
      data: [],
      has_more: false,
      url: `/v1/accounts/${from.id}/external_accounts`,
    },
    future_requirements: NOTHING_DUE,
    metadata: from.metadata,
    settings: {
      branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
      card_payments: {
        statement_descriptor_prefix: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      dashboard: { display_name: null, timezone: "Etc/UTC" },
      payments: {
        statement_descriptor: null,
        statement_descriptor_kana: null,
        statement_descriptor_kanji: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
    },
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: "standard",
  };
}
