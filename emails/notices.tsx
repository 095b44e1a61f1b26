import { Action, Fact, Letter, Paragraph } from "./layout";
import type { Template } from "./template";

export const webhookPaused: Template<{ url: string; host: string; reason: string }> = {
  category: "essential",
  subject: ({ host }) => `Messages to ${host} are paused`,
  body: ({ url, host, reason }, frame) => (
    <Letter frame={frame} title="A receiver is paused" preview={`${host} has failed for three days.`}>
      <Fact>{host}</Fact>
      <Paragraph>has failed for three days, so nothing is sent there any more: {reason}</Paragraph>
      <Paragraph>
        What happens meanwhile is kept. Mend the receiver, resume it, and send again what it missed.
      </Paragraph>
      <Action href={url}>Look at its log</Action>
    </Letter>
  ),
  sample: {
    url: "https://partners.example.com/developers/webhooks",
    host: "hooks.acme.example",
    reason: "It answered with the status 503.",
  },
};

export const programEnded: Template<{ url: string; program: string; endsAt: string }> = {
  category: "notices",
  subject: ({ program }) => `${program} has ended`,
  body: ({ url, program, endsAt }, frame) => (
    <Letter frame={frame} title={`${program} has ended`} preview={`It ended on ${endsAt}.`}>
      <Paragraph>
        {program} ended on {endsAt}, as was set. Sales from then on earn nothing; what was earned before is
        paid as usual.
      </Paragraph>
      <Action href={url}>Look at the program</Action>
    </Letter>
  ),
  sample: {
    url: "https://partners.example.com/programs",
    program: "Friends of Acme",
    endsAt: "31 December 2026 at 23:59",
  },
};

export const termsChanged: Template<{ url: string; program: string; from: string; past: boolean }> = {
  category: "notices",
  subject: ({ program, from }) => `${program} pays by new terms from ${from}`,
  body: ({ url, program, from, past }, frame) => (
    <Letter frame={frame} title={`${program} has new terms`} preview={`They count from ${from}.`}>
      <Paragraph>
        {frame.brandName} has changed what {program} pays. The new terms count for what customers do from{" "}
        {from} on.{" "}
        {past
          ? "What has happened since then is worked out anew; each entry says why it is what it is."
          : "What happens before keeps the terms it has."}
      </Paragraph>
      <Action href={url}>See what it pays</Action>
    </Letter>
  ),
  sample: {
    url: "https://partners.example.com/portal",
    program: "Friends of Acme",
    from: "1 January 2027",
    past: false,
  },
};

export const mailTest: Template<{ sentBy: string }> = {
  category: "essential",
  subject: (_, brandName) => `A test mail of ${brandName}`,
  body: ({ sentBy }, frame) => (
    <Letter frame={frame} title="Mail works" preview="There is nothing else to do.">
      <Paragraph>{sentBy} has sent this to see whether mail arrives. It does.</Paragraph>
    </Letter>
  ),
  sample: { sentBy: "Ada Byron" },
};
