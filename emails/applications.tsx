import { Action, Letter, Paragraph, Quote } from "./layout";
import type { Template } from "./template";

export const applicationReceived: Template<{
  name: string;
  program: string;
  message: string | null;
  url: string;
}> = {
  category: "notices",
  subject: ({ name, program }) => `${name} applies to ${program}`,
  body: ({ name, program, message, url }, frame) => (
    <Letter frame={frame} title={`${name} wants to join ${program}`} preview="An application waits for you">
      <Paragraph>An application for {program} waits for your decision.</Paragraph>
      {message === null ? null : <Quote>{message}</Quote>}
      <Action href={url}>Look at the application</Action>
    </Letter>
  ),
  sample: {
    name: "Jonas Weber",
    program: "Friends of Acme",
    message: "I write a newsletter about bookkeeping with 12,000 readers.",
    url: "http://localhost:3000/partners?status=applied",
  },
};

export const applicationApproved: Template<{ name: string; program: string; url: string }> = {
  category: "essential",
  subject: (_, brandName) => `Welcome as a partner of ${brandName}`,
  body: ({ name, program, url }, frame) => (
    <Letter frame={frame} title={`You are a partner in ${program}`} preview="Your application is approved">
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>your application is approved. Make your first link and see what it brings.</Paragraph>
      <Paragraph>Sign in with this address.</Paragraph>
      <Action href={url}>Open the partner portal</Action>
    </Letter>
  ),
  sample: {
    name: "Jonas Weber",
    program: "Friends of Acme",
    url: "http://localhost:3000/sign-in/confirm?token=example",
  },
};

export const applicationRejected: Template<{ name: string; program: string; reason: string | null }> = {
  category: "essential",
  subject: ({ program }) => `Your application to ${program}`,
  body: ({ name, program, reason }, frame) => (
    <Letter frame={frame} title={`Your application to ${program}`} preview="An answer to your application">
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        thank you for wanting to promote {frame.brandName}. We cannot take you into {program} at present.
      </Paragraph>
      {reason === null ? null : <Quote>{reason}</Quote>}
    </Letter>
  ),
  sample: {
    name: "Jonas Weber",
    program: "Friends of Acme",
    reason: "We only work with sites in English for now.",
  },
};
