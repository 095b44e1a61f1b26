/** The rule of entries that were made because a payout came back. */
export const RETURN_RULE = "payout_returned";
