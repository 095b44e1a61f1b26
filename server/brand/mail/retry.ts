import { permitAll } from "@/server/auth/all-scopes";
import { type Context, transact } from "@/server/auth/context";
import { type MailRow, readMail, tryAgain } from "@/server/mail/log";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

/** Tries a failed mail again. One that is on its way already stays on it; one that was sent is not sent twice. */
export function retryMail(ctx: Context, id: Id): Promise<MailRow> {
  permitAll(ctx.actor);
  return transact(ctx, async (tx) => {
    const read = async (): Promise<MailRow> =>
      found(
        await readMail(tx, id),
        "mail_not_found",
        "There is no such mail, or it is older than thirty days.",
      );
    const before = await read();
    if (before.status === "waiting") return before;
    if (!(await tryAgain(tx, id))) {
      throw new AppError("conflict", `This mail has not failed: it is ${before.status}.`);
    }
    return read();
  });
}
