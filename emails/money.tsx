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
