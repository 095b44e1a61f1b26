import type { Id } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { MAIL_TOPIC } from "./queue";
import { findMail, listMails, type MailRow, type MailStatus, reopen } from "./store";

export type { MailRow, MailStatus } from "./store";

/** The brand's mails, newest first, and one more than asked for. */
export function readMails(
  tx: Tx,
  filter: { status?: MailStatus | undefined; cursor?: Id | undefined; limit: number },
): Promise<MailRow[]> {
  return listMails(tx, filter);
}

export function readMail(tx: Tx, id: Id): Promise<MailRow | null> {
  return findMail(tx, id);
}

/** Lets a failed mail be tried again at once. False when it is not one, or its content is gone. */
export async function tryAgain(tx: Tx, id: Id): Promise<boolean> {
  const opened = await reopen(tx, id);
  if (opened) await enqueue(tx, [{ topic: MAIL_TOPIC, subject: id, payload: {} }]);
  return opened;
}
