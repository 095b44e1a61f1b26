import { type Context, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { HOUR_MS, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { newWebhookSecret } from "../signature";
import { type ReceiverRow, saveReceiver } from "../store/receivers";
import { holdReceiver, permitReceivers, type ReceiverKind } from "./access";
import { actOn } from "./act";
import type { NewReceiver } from "./create";

/**
 * Gives a receiver a new secret, returned this once. For `overlapHours` messages are signed with the old one too, so that the
 * receiver can change over without missing any; 0 ends the old one at once.
 */
export function rotateSecret(
  ctx: Context,
  kind: ReceiverKind,
  id: Id,
  overlapHours: number,
): Promise<NewReceiver> {
  permitReceivers(ctx, kind, "write");
  return transact(ctx, async (tx) => {
    const before = await holdReceiver(ctx, tx, kind, id);
    const secret = newWebhookSecret();
    const receiver: ReceiverRow = {
      ...before,
      secret: ctx.services.secrets.encrypt(secret),
      previousSecret: before.secret,
      previousSecretUntil: now() + overlapHours * HOUR_MS,
    };
    await saveReceiver(tx, receiver);
    await note(tx, ctx.actor, actOn(receiver, "secret"));
    return { receiver, secret };
  });
}
