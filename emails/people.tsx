import { Action, Letter, Paragraph } from "./layout";
import type { Template } from "./template";

/** The link leads to a page with a button: programs that open links ahead of people must not sign anybody in. */
export const signInLink: Template<{ url: string; minutes: number }> = {
  category: "essential",
  subject: (_, brandName) => `Sign in to ${brandName}`,
  body: ({ url, minutes }, frame) => (
    <Letter frame={frame} title="Sign in" preview={`The link works once, for ${minutes} minutes.`}>
      <Paragraph>Open this page and press its button. The link works once, for {minutes} minutes.</Paragraph>
      <Action href={url}>Sign in</Action>
      <Paragraph>If you did not ask for it, nothing happens unless you open it.</Paragraph>
    </Letter>
  ),
  sample: { url: "https://partners.example.com/sign-in/confirm?token=sample", minutes: 15 },
};

export const memberInvite: Template<{ url: string; invitedBy: string; role: string }> = {
  category: "essential",
  subject: (_, brandName) => `You are invited to ${brandName}`,
  body: ({ url, invitedBy, role }, frame) => (
    <Letter
      frame={frame}
      title={`Join ${frame.brandName}`}
      preview={`${invitedBy} invites you to the partner program.`}
    >
      <Paragraph>
        {invitedBy} invites you to work on the partner program of {frame.brandName} as {role}.
      </Paragraph>
      <Action href={url}>Accept and sign in</Action>
    </Letter>
  ),
  sample: { url: "https://partners.example.com/sign-in", invitedBy: "Ada Byron", role: "admin" },
};

export const partnerInvite: Template<{ url: string; name: string; programs: string[] }> = {
  category: "essential",
  subject: (_, brandName) => `${brandName} invites you as a partner`,
  body: ({ url, name, programs }, frame) => (
    <Letter
      frame={frame}
      title={`Welcome, ${name}`}
      preview={`Recommend ${frame.brandName} and earn from what follows.`}
    >
      <Paragraph>
        {frame.brandName} invites you as a partner
        {programs.length > 0 ? `: ${programs.join(", ")}` : ""}. Sign in to find your links, and to see what
        they earn.
      </Paragraph>
      <Action href={url}>Open the partner portal</Action>
    </Letter>
  ),
  sample: { url: "https://partners.example.com/sign-in", name: "Mara Lind", programs: ["Friends of Acme"] },
};

export const partnerRevoked: Template<{ reason: string | null; contact: string | null }> = {
  category: "essential",
  subject: (_, brandName) => `Your partnership with ${brandName} has ended`,
  body: ({ reason, contact }, frame) => (
    <Letter frame={frame} title="Your partnership has ended" preview="What is approved will still be paid.">
      <Paragraph>
        {frame.brandName} has ended your partnership{reason === null ? "." : `: ${reason}`}
      </Paragraph>
      <Paragraph>
        Your links still lead on, and earn nothing from now on. What was earned before stays yours and is paid
        as usual.
      </Paragraph>
      {contact === null ? null : <Paragraph>Questions: {contact}</Paragraph>}
    </Letter>
  ),
  sample: { reason: "The program closes at the end of the month.", contact: "partners@acme.example" },
};
