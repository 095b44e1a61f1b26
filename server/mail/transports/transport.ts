/** One mail, ready to leave. */
export type OutgoingMail = {
  from: { name: string; address: string };
  to: string;
  subject: string;
  html: string;
  text: string;
  /** With its angle brackets. */
  messageId: string;
  headers: Record<string, string>;
};

/** A way out. `mailbox` is none: mails are kept, and a page on this machine shows them. */
export type Transport = {
  readonly kind: "smtp" | "postmark" | "mailbox";
  /** The address that mails come from. */
  readonly from: string;
  /** Resolves when the other side has taken the mail. Rejects with `Refused` when trying again is pointless. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
};

/** The other side will not take this mail, now or later. */
export class Refused extends Error {}
