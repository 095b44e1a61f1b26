import type { IncomingMessage, ServerResponse } from "node:http";
import { isTemplateName, TEMPLATE_NAMES } from "@/emails/catalog";
import type { Services } from "@/server/auth/context";
import { composeSample, type KeptMail, readMailbox } from "@/server/mail/mailbox";
import type { OutgoingMail } from "@/server/mail/transports/transport";
import { newId } from "@/server/platform/ids";
import { sameSecret } from "@/server/platform/secrets";
import { installCode } from "@/server/setup/install";
import { splitUrl } from "../adapt";
import { isFromHere, isPublic } from "../visitor/from-here";

const MAILBOX = "/dev/mailbox";
const TEMPLATES = "/dev/emails";

/** Whether the path is one of these pages, and mail has nowhere else to go. */
export function isMailbox({ mail }: Services, path: string): boolean {
  return mail.kind === "mailbox" && (isBelow(MAILBOX, path) || isBelow(TEMPLATES, path));
}

function isBelow(top: string, path: string): boolean {
  return path === top || path.startsWith(`${top}/`);
}

/** The mailbox's address on this machine, with the code that it wants where people reach the server from elsewhere too. */
export function mailboxAddress({
  port,
  appUrl,
  code,
}: {
  port: number;
  appUrl: string;
  code: string;
}): string {
  return `http://localhost:${port}${MAILBOX}${isPublic(appUrl) ? `?code=${code}` : ""}`;
}

/**
 * Mails that had nowhere to go, and every template with its sample. For who sits at this machine, because a mail may sign in; where
 * strangers could seem to sit there, for who knows the code that the server prints as well.
 */
export async function showMailbox(
  services: Services,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isFromHere(request)) return reply(response, 403, "Mail", ELSEWHERE);
  const code = codeIn(request);
  if (isPublic(services.appUrl) && !sameSecret(code, installCode(services.secrets)))
    return reply(response, 403, "Mail", WITHOUT_CODE);
  const to = (place: string): string => (code === "" ? place : `${place}?code=${encodeURIComponent(code)}`);
  const name = path.split("/")[3] ?? "";
  if (isBelow(MAILBOX, path)) {
    const mails = await readMailbox(services);
    const mail = mails.find((one) => one.id === name);
    if (name === "") return reply(response, 200, "Mailbox", listOf(mails, to));
    if (mail) return reply(response, 200, mail.mail.subject, letter(mail.mail, to(MAILBOX)));
  } else if (name === "") {
    const links = TEMPLATE_NAMES.map(
      (one) => `<li><a href="${to(`${TEMPLATES}/${one}`)}">${one.replaceAll("_", " ")}</a></li>`,
    );
    return reply(response, 200, "Mail templates", `<ul>${links.join("")}</ul>`);
  } else if (isTemplateName(name)) {
    const mail = await composeSample(services, name, newId());
    return reply(response, 200, mail.subject, letter(mail, to(TEMPLATES)));
  }
  return reply(response, 404, "Not here", `<p><a href="${to(MAILBOX)}">All mails</a></p>`);
}

const ELSEWHERE = "<p>The mailbox is shown on the machine it is kept on, at http://localhost.</p>";
const WITHOUT_CODE =
  "<p>This server is reached from elsewhere too, so its mailbox wants the code that the server prints when it starts: open the address that it prints.</p>";

function codeIn(request: IncomingMessage): string {
  const [, search] = splitUrl(request.url ?? "/");
  return new URLSearchParams(search).get("code") ?? "";
}

function listOf(mails: readonly KeptMail[], to: (place: string) => string): string {
  const hint = `<p>No mail server is set, so mails stay here. SMTP_URL or POSTMARK_TOKEN lets them leave. <a href="${to(TEMPLATES)}">All templates</a></p>`;
  if (mails.length === 0) return `${hint}<p>Nothing yet.</p>`;
  const rows = mails.map(
    ({ id, createdAt, mail }) =>
      `<li><a href="${to(`${MAILBOX}/${id}`)}">${escaped(mail.subject)}</a><br><small>to ${escaped(mail.to)}, ${new Date(createdAt).toISOString()}</small></li>`,
  );
  return `${hint}<ul>${rows.join("")}</ul>`;
}

function letter(mail: OutgoingMail, back: string): string {
  return `<p><a href="${back}">Back</a></p><p>From ${escaped(mail.from.name)} &lt;${escaped(mail.from.address)}&gt; to ${escaped(mail.to)}</p>
<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation" srcdoc="${escaped(mail.html)}"></iframe>
<h2>Plain text</h2><pre>${escaped(mail.text)}</pre>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function reply(response: ServerResponse, status: number, title: string, body: string): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-src 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;
margin:2rem auto;padding:0 1.25rem}iframe{width:100%;height:36rem;border:1px solid #8884;border-radius:.5rem}li{margin:.5rem 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere}</style></head><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`);
}
