import { permitAll } from "@/server/auth/all-scopes";
import { type Context, transact } from "@/server/auth/context";
import { type MailRow, type MailStatus, readMails } from "@/server/mail/log";
import type { Id } from "@/server/platform/ids";

/** What was written to people and what became of it; not what it says. */
export function listBrandMails(
  ctx: Context,
  filter: { status?: MailStatus | undefined; cursor?: Id | undefined; limit: number },
): Promise<MailRow[]> {
  permitAll(ctx.actor);
  return transact(ctx, (tx) => readMails(tx, filter));
}
