import { declined, invalid, type StripeFailure } from "../core/failure";

/** A test card, known by the number a person types or the id a program uses. Stripe has the same, under the same names. */
export type Card = {
  id: string;
  number: string;
  what: string;
  /** What happens to the first payment and to later ones. */
  first: "paid" | "declined";
  later: "paid" | "declined";
  refunds: "at_once" | "late" | "fail";
  after: "dispute" | "inquiry" | null;
};

const GOOD: Omit<Card, "id" | "number" | "what"> = {
  first: "paid",
  later: "paid",
  refunds: "at_once",
  after: null,
};

export const CARDS: readonly Card[] = [
  { id: "pm_card_visa", number: "4242424242424242", what: "pays", ...GOOD },
  {
    id: "pm_card_chargeDeclined",
    number: "4000000000000002",
    what: "is declined",
    ...GOOD,
    first: "declined",
    later: "declined",
  },
  {
    id: "pm_card_chargeCustomerFail",
    number: "4000000000000341",
    what: "pays once; renewals fail",
    ...GOOD,
    later: "declined",
  },
  {
    id: "pm_card_createDispute",
    number: "4000000000000259",
    what: "pays, then is disputed",
    ...GOOD,
    after: "dispute",
  },
  {
    id: "pm_card_createDisputeInquiry",
    number: "4000000000001976",
    what: "pays, then is inquired about",
    ...GOOD,
    after: "inquiry",
  },
  {
    id: "pm_card_pendingRefund",
    number: "4000000000007726",
    what: "pays; refunds take a day",
    ...GOOD,
    refunds: "late",
  },
  {
    id: "pm_card_refundFail",
    number: "4000000000005126",
    what: "pays; refunds fail after a day",
    ...GOOD,
    refunds: "fail",
  },
];

/** The card with this number or id. */
export function cardNamed(name: string): Card {
  const plain = name.replace(/[\s-]/g, "");
  const card = CARDS.find(({ id, number }) => id === name || number === plain);
  if (card) return card;
  throw invalid(`No such PaymentMethod: '${name}'. The sandbox knows Stripe's test cards only.`, {
    param: "payment_method",
    code: "resource_missing",
  });
}

/** What a bank says that does not pay. */
export function cardDeclined(): StripeFailure {
  return declined("card_declined", "Your card was declined.", "generic_decline");
}
