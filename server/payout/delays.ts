/** What keeps a payout from its partner, as they are told it. */
export type Delay = { why: string; toDo: string };

const LOOKED_INTO =
  "It is looked into before anything is sent again, so that you are paid once. There is nothing for you to do. If the money has reached you all the same, say so.";
const NO_ANSWER = { why: "Stripe has not said clearly whether it was sent.", toDo: LOOKED_INTO };
const DIFFERS = { why: "What Stripe says of it is not what was planned.", toDo: LOOKED_INTO };

/** Reasons of payouts that are held, and of failed ones about which the partner can do something. */
const DELAYS: ReadonlyMap<string, Delay> = new Map([
  ["no_transfer_found", NO_ANSWER],
  ["no_answer", NO_ANSWER],
  ["cannot_ask", NO_ANSWER],
  ["key_used_for_other", DIFFERS],
  ["several_transfers", DIFFERS],
  ["transfer_differs", DIFFERS],
  ["transfer_missing", DIFFERS],
  [
    "sender_changed",
    { why: "Another Stripe account was connected while it was being sent.", toDo: LOOKED_INTO },
  ],
  [
    "insufficient_capabilities_for_transfer",
    {
      why: "Your Stripe account cannot receive it: Stripe wants something more from you.",
      toDo: "Look at your payouts, and give Stripe what it asks for or choose another way to be paid. The money goes out with a next payout.",
    },
  ],
  [
    "transfers_not_allowed",
    {
      why: "Stripe cannot send it to your country.",
      toDo: "Choose another way to be paid. The money goes out with a next payout.",
    },
  ],
]);

/** What the partner is told of a payout that waits or failed for this reason; null where it is the brand's alone to solve. */
export function delayOf(reason: string | null): Delay | null {
  return reason === null ? null : (DELAYS.get(reason) ?? null);
}
