import { Action, Fact, Letter, Paragraph } from "./layout";
import type { Template } from "./template";

type Paid = { url: string; amount: string; rail: string; reference: string | null };

export const payoutPaid: Template<Paid> = {
  category: "payouts",
  subject: ({ amount }, brandName) => `${brandName} has paid you ${amount}`,
  body: ({ url, amount, rail, reference }, frame) => (
    <Letter frame={frame} title="You have been paid" preview={`${amount} from ${frame.brandName}`}>
      <Fact>{amount}</Fact>
      <Paragraph>
        {frame.brandName} has paid you by {rail}
        {reference === null ? "" : `, with the reference ${reference}`}. The statement lists every sale it
        comes from.
      </Paragraph>
      <Action href={url}>Open the statement</Action>
    </Letter>
  ),
  sample: {
    url: "https://partners.example.com/portal/payouts",
    amount: "148.20 EUR",
    rail: "Stripe",
    reference: "tr_1Q8mV2",
  },
};

type Delayed = {
  url: string;
  amount: string;
  why: string;
  toDo: string;
  /** Whom to write to; null where the brand has not said. */
  contact: string | null;
};

export const payoutDelayed: Template<Delayed> = {
  category: "payouts",
  subject: ({ amount }, brandName) => `Your payout of ${amount} from ${brandName} is delayed`,
  body: ({ url, amount, why, toDo, contact }, frame) => (
    <Letter frame={frame} title="A payout is delayed" preview={why}>
      <Paragraph>{frame.brandName} was about to pay you:</Paragraph>
      <Fact>{amount}</Fact>
      <Paragraph>{why}</Paragraph>
      <Paragraph>
        {toDo}
        {contact === null ? "" : ` Questions go to ${contact}.`}
      </Paragraph>
      <Action href={url}>See your payouts</Action>
    </Letter>
  ),
  sample: {
    url: "https://partners.example.com/portal/payouts",
    amount: "148.20 EUR",
    why: "Stripe has not said clearly whether it was sent.",
    toDo: "It is looked into before anything is sent again, so that you are paid once. There is nothing for you to do.",
    contact: "partners@acme.example",
  },
};

type Failed = { url: string; partner: string; amount: string; reason: string };

export const payoutFailed: Template<Failed> = {
  category: "essential",
  subject: ({ amount, partner }) => `A payout of ${amount} to ${partner} failed`,
  body: ({ url, partner, amount, reason }, frame) => (
    <Letter frame={frame} title="A payout failed" preview={`${amount} to ${partner}`}>
      <Paragraph>The payout to {partner} could not be sent:</Paragraph>
      <Fact>{amount}</Fact>
      <Paragraph>{reason}</Paragraph>
      <Action href={url}>Look at the payout</Action>
    </Letter>
  ),
  sample: {
    url: "https://partners.example.com/payouts",
    partner: "Mara Lind",
    amount: "148.20 EUR",
    reason: "The balance of your Stripe account is too low.",
  },
};
