import { type Context, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { markDeleted } from "../store/receivers";
import { holdReceiver, permitReceivers, type ReceiverKind } from "./access";
import { actOn } from "./act";

/** Ends a receiver for good. What waits for it is never sent; its log is forgotten with its messages. */
export function deleteReceiver(ctx: Context, kind: ReceiverKind, id: Id): Promise<void> {
  permitReceivers(ctx, kind, "write");
  return transact(ctx, async (tx) => {
    const receiver = await holdReceiver(ctx, tx, kind, id);
    await markDeleted(tx, id, now());
    await note(tx, ctx.actor, actOn(receiver, "removed"));
  });
}
