import { permitAll } from "@/server/auth/all-scopes";
import { actorName, type Context, transact } from "@/server/auth/context";
import { queueMail } from "@/server/mail/queue";
import { readBrand } from "../read";

/** Writes a mail that says only that mail works. `GET /mails` tells what became of it. */
export function sendTestMail(ctx: Context, to: string): Promise<void> {
  permitAll(ctx.actor);
  const { secrets } = ctx.services;
  return transact(ctx, async (tx) => {
    const brandName = (await readBrand(tx)).name;
    await queueMail(tx, secrets, {
      template: "mail_test",
      to,
      brandName,
      data: { sentBy: actorName(ctx.actor) },
    });
  });
}
