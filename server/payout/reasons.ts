import type { Payout } from "./rules";

/** Why a payout is as it is, in a sentence with the way out. Unknown codes are Stripe's own: its words follow. */
const WORDS: Readonly<Record<string, string>> = {
  no_transfer_found:
    "Stripe gave no clear answer in time and holds no transfer of this payout. Retry sends it again after looking once more; release frees its commissions.",
  several_transfers:
    "Stripe holds several transfers of this payout. Reverse all but one in Stripe, then confirm this payout with the id of the one that stands.",
  transfer_differs:
    "Stripe holds a transfer of this payout that is not what was asked for. Look at it in Stripe; reverse it, then release or retry this payout.",
  transfer_missing:
    "The transfer that was named is not in the brand's Stripe account. Confirm with the right id, retry or release.",
  key_used_for_other:
    "Stripe says that this payout's key was used for another request. Look in Stripe for a transfer, then confirm, retry or release.",
  sender_changed:
    "Another Stripe account was connected while this payout was being sent. Look in the earlier account whether the transfer was made before you retry.",
  cannot_ask:
    "Stripe does not let this account be asked. Check the connection to Stripe, then retry or release.",
  no_answer:
    "Stripe has given no clear answer for three days. Retry asks again; release looks once more and frees the commissions.",
  released: "Released by a person; its commissions are free for the next run.",
  failed_outside: "It did not get through, as a person noted. Its commissions are free for the next run.",
  balance_insufficient:
    "The brand's Stripe balance was too small. Add funds in Stripe and run payouts again; the commissions are free.",
  insufficient_capabilities_for_transfer:
    "The partner's Stripe account could not receive transfers. Send the onboarding link; the commissions are free for the next run.",
  transfers_not_allowed:
    "Stripe cannot send to the partner's country from the brand's. Choose another way to pay this partner; the commissions are free.",
};

export function reasonWords({
  reason,
  detail,
  status,
}: Pick<Payout, "reason" | "detail" | "status">): string | null {
  if (reason === null) return null;
  const known = WORDS[reason];
  if (known !== undefined) return known;
  const outcome = status === "failed" ? " Its commissions are free for the next run." : "";
  return `Stripe refused it: ${detail ?? reason}${outcome}`;
}
