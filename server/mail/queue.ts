import type { DataOf, TemplateName } from "@/emails/catalog";
import { newId } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import type { Secrets } from "@/server/platform/secrets";
import { insertMails } from "./store";

/** The topic under which the outbox tells that a mail waits. */
export const MAIL_TOPIC = "mail.waiting";

export type Letter<Name extends TemplateName> = {
  template: Name;
  /** An e-mail address. */
  to: string;
  /** Whose name the mail carries. */
  brandName: string;
  data: DataOf<Name>;
  /** What the mail follows, where that may come twice: one cause writes to one person once. */
  cause?: string;
};

/**
 * Writes a mail in the transaction of what it follows; it leaves after the commit. Its content is encrypted while it waits and
 * forgotten once it was sent.
 */
export function queueMail<Name extends TemplateName>(
  tx: Tx,
  secrets: Secrets,
  { to, ...letter }: Letter<Name>,
): Promise<void> {
  return queueMails(tx, secrets, [to], letter);
}

/** The same to each of many at once. */
export async function queueMails<Name extends TemplateName>(
  tx: Tx,
  secrets: Secrets,
  to: readonly string[],
  { template, brandName, data, cause }: Omit<Letter<Name>, "to">,
): Promise<void> {
  const sealed = secrets.encrypt(JSON.stringify(data));
  const mails = [...new Set(to.map(addressKey))].map((recipient) => {
    const id = newId();
    return { id, cause: cause ?? id, template, recipient, brandName, sealed };
  });
  const [first] = await insertMails(tx, mails);
  // One message is enough: whoever hears it looks for all that waits.
  if (first) await enqueue(tx, [{ topic: MAIL_TOPIC, subject: first, payload: {} }]);
}

/** One form for one mailbox, as far as that can be told from outside. */
export function addressKey(address: string): string {
  return address.trim().toLowerCase();
}
