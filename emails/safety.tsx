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

export const stripeAccountReady: Template<{ url: string; name: string }> = {
  category: "essential",
  subject: (_, brandName) => `${brandName} can pay you through Stripe now`,
  body: ({ url, name }, frame) => (
    <Letter frame={frame} title="Stripe can pay you now" preview="Have a look, if you did not set it up.">
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        a Stripe account that was set up in your name can receive money now. Where {frame.brandName} pays you
        through Stripe, it goes there from the next payout that is planned.
      </Paragraph>
      <Paragraph>
        If you did not set it up, choose another way before then, and tell {frame.brandName}.
      </Paragraph>
      <Action href={url}>See how you are paid</Action>
    </Letter>
  ),
  sample: { url: "https://partners.example.com/portal/payouts", name: "Mara Lind" },
};

type AddressChange = { name: string; other: string; contact: string | null };

export const addressChanged: Template<AddressChange & { url: string }> = {
  category: "essential",
  subject: (_, brandName) => `You sign in to ${brandName} with this address now`,
  body: ({ name, other, url, contact }, frame) => (
    <Letter frame={frame} title="This is your address now" preview="Sign in with it from now on.">
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        {frame.brandName} has changed your address from {other} to this one: sign in with it from now on. Your
        links and what you earned stay. Payouts follow it, unless they go to an address of their own.
      </Paragraph>
      <Unexpected contact={contact}>If nobody asked for this, do not sign in.</Unexpected>
      <Action href={url}>Sign in</Action>
    </Letter>
  ),
  sample: {
    name: "Mara Lind",
    other: "m…@old.example",
    url: "https://partners.example.com/sign-in",
    contact: "partners@acme.example",
  },
};

export const addressLeft: Template<AddressChange> = {
  category: "essential",
  subject: (_, brandName) => `You no longer sign in to ${brandName} with this address`,
  body: ({ name, other, contact }, frame) => (
    <Letter frame={frame} title="Your address was changed" preview="This one signs you in no more.">
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        {frame.brandName} has changed your address to {other}. This one signs you in no more. Payouts follow
        the new one, unless they go to an address of their own.
      </Paragraph>
      <Unexpected contact={contact}>If you did not ask for it, say so before the next payout.</Unexpected>
    </Letter>
  ),
  sample: { name: "Mara Lind", other: "m…@new.example", contact: "partners@acme.example" },
};

export const partnerKeyMade: Template<{ url: string; byBrand: boolean; name: string; prefix: string }> = {
  category: "essential",
  subject: ({ name }, brandName) => `A new API key at ${brandName}: ${name}`,
  body: ({ url, byBrand, name, prefix }, frame) => (
    <Letter frame={frame} title="An API key was made" preview="Revoke it, if you did not expect it.">
      <Fact>{name}</Fact>
      <Paragraph>
        {byBrand ? frame.brandName : "Somebody who is signed in as you"} has made it. It begins with {prefix}.
        Whoever has it can read what you see in the portal, and make links of yours; it changes nothing about
        how you are paid.
      </Paragraph>
      <Paragraph>If you did not expect it, revoke it: it is refused from its next request on.</Paragraph>
      <Action href={url}>See your keys</Action>
    </Letter>
  ),
  sample: {
    url: "https://partners.example.com/portal/keys",
    byBrand: false,
    name: "My tracker",
    prefix: "op_Q1w2e3r",
  },
};

type MemberChange = {
  url: string;
  by: string;
  /** Null: taken off the team. */
  role: string | null;
};

export const memberChanged: Template<MemberChange> = {
  category: "essential",
  subject: ({ role }, brandName) => whatChanged(role, brandName),
  body: ({ url, by, role }, frame) => (
    <Letter frame={frame} title={whatChanged(role, frame.brandName)} preview={`Changed by ${by}.`}>
      <Paragraph>
        {by} has changed it.{" "}
        {role === null ? "You are signed out with your next step." : "It holds from your next step on."}
      </Paragraph>
      {role === null ? null : <Action href={url}>{`Open ${frame.brandName}`}</Action>}
    </Letter>
  ),
  sample: { url: "https://partners.example.com/overview", by: "ada@acme.example", role: "viewer" },
};

function whatChanged(role: string | null, brandName: string): string {
  return role === null
    ? `You are no longer on the team of ${brandName}`
    : `You are ${role} at ${brandName} now`;
}
