import { isTemplateName, type TemplateName, templateOf } from "@/emails/catalog";
import type { Id } from "@/server/platform/ids";
import { compose } from "./compose";
import type { Post } from "./send-due";
import { type Claimed, keptMails } from "./store";
import type { OutgoingMail } from "./transports/transport";

const SHOWN = 100;

export type KeptMail = { id: Id; createdAt: number; mail: OutgoingMail };

/** The mails that had nowhere to go, newest first. Whoever may call this may sign in as anybody. */
export async function readMailbox(post: Post): Promise<KeptMail[]> {
  const rows = await post.database.asSystem("send mail", (sql) => keptMails(sql, SHOWN));
  return Promise.all(rows.filter((row) => isTemplateName(row.template)).map((row) => shown(post, row)));
}

async function shown(post: Post, row: Claimed): Promise<KeptMail> {
  return {
    id: row.id,
    createdAt: row.createdAt,
    mail: await compose(row, { ...post, from: post.mail.from }),
  };
}

/** A template filled with its sample. */
export function composeSample(post: Post, template: TemplateName, brandId: Id): Promise<OutgoingMail> {
  const sealed = post.secrets.encrypt(JSON.stringify(templateOf(template).sample));
  const recipient = "mara@example.com";
  const mail = { brandId, id: brandId, template, recipient, brandName: "Acme", sealed, logo: null };
  return compose(mail, { ...post, from: post.mail.from });
}
