import { applicationApproved, applicationReceived, applicationRejected } from "./applications";
import { payoutDelayed, payoutFailed, payoutPaid } from "./money";
import { mailTest, programEnded, termsChanged, webhookPaused } from "./notices";
import { memberInvite, partnerInvite, partnerRevoked, signInLink } from "./people";
import {
  addressChanged,
  addressLeft,
  memberChanged,
  partnerKeyMade,
  payoutAddressLeft,
  payoutMethodChanged,
  stripeAccountReady,
} from "./safety";
import { keysRevoked, linksPaused, membersSignedOut } from "./team";
import type { Template } from "./template";

/** Every kind of mail, by the name under which it waits to be sent. */
export const catalog = {
  sign_in_link: signInLink,
  member_invite: memberInvite,
  member_changed: memberChanged,
  partner_invite: partnerInvite,
  partner_revoked: partnerRevoked,
  partner_key_made: partnerKeyMade,
  address_changed: addressChanged,
  address_left: addressLeft,
  application_received: applicationReceived,
  application_approved: applicationApproved,
  application_rejected: applicationRejected,
  payout_paid: payoutPaid,
  payout_failed: payoutFailed,
  payout_delayed: payoutDelayed,
  payout_method_changed: payoutMethodChanged,
  payout_address_left: payoutAddressLeft,
  stripe_account_ready: stripeAccountReady,
  members_signed_out: membersSignedOut,
  keys_revoked: keysRevoked,
  links_paused: linksPaused,
  webhook_paused: webhookPaused,
  program_ended: programEnded,
  terms_changed: termsChanged,
  mail_test: mailTest,
} as const;

export type TemplateName = keyof typeof catalog;
export type DataOf<Name extends TemplateName> = (typeof catalog)[Name]["sample"];

export const TEMPLATE_NAMES = Object.keys(catalog) as TemplateName[]; // exactly the names above

/** A template for data that was checked when the mail was written. */
export function templateOf(name: TemplateName): Template<unknown> {
  // Each entry takes its own data, which `queueMail` has tied to the name.
  return catalog[name] as unknown as Template<unknown>;
}

export function isTemplateName(name: string): name is TemplateName {
  return name in catalog;
}
