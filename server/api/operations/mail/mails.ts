import { z } from "zod";
import { TEMPLATE_NAMES } from "@/emails/catalog";
import { operation } from "@/server/api/rest/operation";
import { presentPage, presentTime } from "@/server/api/rest/present";
import { email, idIn, isoTime, pageOf, pageQuery, replyId } from "@/server/api/rest/schemas";
import { listBrandMails } from "@/server/brand/mail/list";
import { retryMail } from "@/server/brand/mail/retry";
import { sendTestMail } from "@/server/brand/mail/send-test";
import type { MailRow } from "@/server/mail/log";

const status = z.enum(["waiting", "sent", "kept", "unwanted", "failed"]);

const mailReply = z
  .object({
    id: replyId,
    template: z.enum(TEMPLATE_NAMES).meta({ description: "What kind of mail it is." }),
    recipient: z.string(),
    status: status.meta({
      description:
        "`kept`: no mail server is set, and the local mailbox shows it. `unwanted`: its reader has opted out of this kind.",
    }),
    attempts: z.number().int(),
    dueAt: isoTime.meta({ description: "When it is tried next, while it waits." }),
    error: z.string().nullable().meta({ description: "Why the last try did not succeed." }),
    createdAt: isoTime,
    endedAt: isoTime.nullable(),
  })
  .meta({ id: "Mail" });

function present(mail: MailRow) {
  return {
    ...mail,
    dueAt: presentTime(mail.dueAt),
    createdAt: presentTime(mail.createdAt),
    endedAt: presentTime(mail.endedAt),
  };
}

const list = operation({
  id: "listMails",
  method: "GET",
  path: "/mails",
  tag: "Mail",
  summary: "List mails",
  description: "Needs a key with all scopes. Mails of the last thirty days, without what they say.",
  access: { allScopes: true },
  query: z.strictObject({ ...pageQuery, status: status.optional() }),
  reply: pageOf(mailReply),
  status: 200,
  errors: ["invalid_query", "forbidden_scope"],
  run: async (ctx, { query }) => presentPage(await listBrandMails(ctx, query), query.limit, present),
});

const retry = operation({
  id: "retryMail",
  method: "POST",
  path: "/mails/:id/retry",
  tag: "Mail",
  summary: "Try a failed mail again",
  description: "Needs a key with all scopes. 409 for one that has not failed.",
  access: { allScopes: true },
  params: z.object({ id: idIn("mail") }),
  reply: mailReply,
  status: 200,
  errors: ["forbidden_scope", "mail_not_found", "conflict"],
  run: async (ctx, { params }) => present(await retryMail(ctx, params.id)),
});

const sendTest = operation({
  id: "sendTestMail",
  method: "POST",
  path: "/mails/test",
  tag: "Mail",
  summary: "Send a test mail",
  description: "Needs a key with all scopes. The list of mails tells what became of it.",
  access: { allScopes: true },
  body: z.object({ to: email }),
  reply: z.object({ ok: z.literal(true) }),
  status: 200,
  errors: ["invalid_body", "forbidden_scope"],
  run: async (ctx, { body }) => {
    await sendTestMail(ctx, body.to);
    return { ok: true as const };
  },
});

export const mailOperations = [list, sendTest, retry] as const;
