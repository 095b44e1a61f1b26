import { render, toPlainText } from "@react-email/render";
import { isTemplateName, templateOf } from "@/emails/catalog";
import type { Category } from "@/emails/template";
import type { Id } from "@/server/platform/ids";
import type { Secrets } from "@/server/platform/secrets";
import { fileUrl } from "@/server/platform/web/file-url";
import { fitted, type Logo } from "./logo";
import type { OutgoingMail } from "./transports/transport";
import { unsubscribeUrl } from "./unsubscribe";

type Written = {
  brandId: Id;
  id: Id;
  template: string;
  recipient: string;
  brandName: string;
  sealed: string;
  logo: Logo | null;
};

export type Composing = { secrets: Secrets; appUrl: string; from: string };

/** What a mail is about that its reader can do without; null for one they must get. Throws for a template of another version. */
export function categoryOf(template: string): Category | null {
  if (!isTemplateName(template)) throw new Error(`there is no template "${template}"`);
  const { category } = templateOf(template);
  return category === "essential" ? null : category;
}

/** Fills the template: HTML, plain text, and the headers by which mail programs offer to unsubscribe (RFC 8058). */
export async function compose(mail: Written, { secrets, appUrl, from }: Composing): Promise<OutgoingMail> {
  const category = categoryOf(mail.template);
  const { brandId, recipient, brandName } = mail;
  const optOut = category === null ? null : unsubscribeUrl(appUrl, secrets, { brandId, recipient, category });
  if (!isTemplateName(mail.template)) throw new Error(`there is no template "${mail.template}"`);
  const template = templateOf(mail.template);
  const data: unknown = JSON.parse(secrets.decrypt(mail.sealed));
  const logo = mail.logo && { url: fileUrl(appUrl, mail.logo.id), ...fitted(mail.logo) };
  const html = await render(template.body(data, { brandName, logo, unsubscribeUrl: optOut }));
  return {
    from: { name: oneLine(brandName), address: from },
    to: recipient,
    subject: oneLine(template.subject(data, brandName)),
    html,
    text: toPlainText(html),
    // The same mail tried twice is one mail for programs that compare.
    messageId: `<${mail.id.toLowerCase()}@${from.split("@").at(-1)}>`,
    headers:
      optOut === null
        ? {}
        : { "List-Unsubscribe": `<${optOut}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  };
}

/** Names come from strangers, and a line's end in a header begins the next one. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}
