import type { DataOf, TemplateName } from "@/emails/catalog";
import { newId } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import type { Secrets } from "@/server/platform/secrets";
import { insertMail } from "./store";

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
export async function queueMail<Name extends TemplateName>(
  tx: Tx,
  secrets: Secrets,
  letter: Letter<Name>,
): Promise<void> {
  const id = newId();
  const added = await insertMail(tx, {
    id,
    cause: letter.cause ?? id,
    template: letter.template,
    recipient: addressKey(letter.to),
    brandName: letter.brandName,
    sealed: secrets.encrypt(JSON.stringify(letter.data)),
  });
  if (added) await enqueue(tx, [{ topic: MAIL_TOPIC, subject: id, payload: {} }]);
}

/** One form for one mailbox, as far as that can be told from outside. */
export function addressKey(address: string): string {
  return address.trim().toLowerCase();
}
