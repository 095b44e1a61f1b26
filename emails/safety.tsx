import { Action, Fact, Letter, Paragraph } from "./layout";
import type { Template } from "./template";

// What touches safety or money is told to whom it concerns, whatever mail they have turned off: a stolen sign-in is found out by the
// mail that its owner did not expect. None of these holds a secret, an account, or a whole address that its reader did not know.

/** What to do about a letter that was not expected, and whom to tell. */
function Unexpected({ contact, children }: { contact: string | null; children: string }) {
  return (
    <Paragraph>
      {children}
      {contact === null ? "" : ` Tell ${contact} as well.`}
    </Paragraph>
  );
}

type MethodChange = {
  url: string;
  name: string;
  byBrand: boolean;
  before: string;
  after: string;
  /** Whether PayPal or Wise pays another address than before. */
  recipient: boolean;
  /** Whether payments by hand go to another place than before. */
  instructions: boolean;
  /** The day of the first payout that it holds for; null where the brand plans payouts by hand. */
  from: string | null;
  contact: string | null;
};

export const payoutMethodChanged: Template<MethodChange> = {
  category: "essential",
  subject: (_, brandName) => `How ${brandName} pays you was changed`,
  body: (data, frame) => (
    <Letter frame={frame} title="How you are paid was changed" preview="Have a look, if that was not you.">
      <Paragraph>Hello {data.name},</Paragraph>
      <Paragraph>
        {data.byBrand ? frame.brandName : "somebody who is signed in as you"} has changed how you are paid:
      </Paragraph>
      <Fact>{data.before === data.after ? data.after : `${data.before} → ${data.after}`}</Fact>
      {data.recipient ? <Paragraph>Your payouts go to another address than before.</Paragraph> : null}
      {data.instructions ? <Paragraph>Payments by hand go to another place than before.</Paragraph> : null}
      <Paragraph>
        It holds from the next payout that is planned{data.from === null ? "" : `, on ${data.from}`}. Payouts
        that are planned already keep their way.
      </Paragraph>
      <Unexpected contact={data.contact}>
        If you did not expect this, sign in and set it right before then.
      </Unexpected>
      <Action href={data.url}>See how you are paid</Action>
    </Letter>
  ),
  sample: {
    url: "https://partners.example.com/portal/payouts",
    name: "Mara Lind",
    byBrand: false,
    before: "Stripe",
    after: "PayPal",
    recipient: true,
    instructions: false,
    from: "1 December 2026",
    contact: "partners@acme.example",
  },
};

export const payoutAddressLeft: Template<{ way: string; contact: string | null }> = {
  category: "essential",
  subject: (_, brandName) => `Payouts of ${brandName} no longer go to this address`,
  body: ({ way, contact }, frame) => (
    <Letter frame={frame} title="Payouts go elsewhere now" preview="This address is used for them no more.">
      <Paragraph>
        Until now {frame.brandName} paid a partner at this address by {way}. From the next payout that is
        planned on, the money goes elsewhere.
      </Paragraph>
      <Unexpected contact={contact}>
        If you are that partner and did not change it, sign in and set it right.
      </Unexpected>
    </Letter>
  ),
  sample: { way: "PayPal", contact: "partners@acme.example" },
};
