import { type Context, transact } from "@/server/auth/context";
import { AppError, found } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { permitReceivers, type ReceiverKind } from "../receiver/access";
import {
  countOfMessage,
  type DeliveryRow,
  insertDeliveries,
  loadContent,
  loadDelivery,
  makeOneDue,
} from "../store/deliveries";
import { dueMessage } from "../types";
import { refuseFlood } from "./by-hand";
import { findDelivery } from "./deliveries";

/**
 * Sends a message once more. One that has ended is sent again now, once, outside all order and under its old id; one that still
 * waits is tried now.
 */
export function redeliver(ctx: Context, kind: ReceiverKind, id: Id): Promise<DeliveryRow> {
  permitReceivers(ctx, kind, "write");
  return transact(ctx, async (tx) => {
    const { delivery, receiver } = await findDelivery(ctx, tx, kind, id);
    if (delivery.endedAt === null && receiver.pausedAt !== null) {
      throw new AppError("conflict", `This ${kind} is paused: resume it, and everything that waits is sent.`);
    }
    refuseFlood(ctx, receiver.id);
    const sent = delivery.endedAt === null ? await tryNow(tx, id) : await sendAgain(tx, delivery);
    await enqueue(tx, [dueMessage(receiver.id)]);
    return found(await loadDelivery(tx, sent), "delivery_not_found", `There is no delivery ${sent}.`);
  });
}

async function tryNow(tx: Tx, id: Id): Promise<Id> {
  await makeOneDue(tx, id);
  return id;
}

async function sendAgain(tx: Tx, { id, receiverId, messageId }: DeliveryRow): Promise<Id> {
  const content = await loadContent(tx, id);
  const number = await countOfMessage(tx, messageId, receiverId);
  const again = newId();
  const macros = content?.macros ?? null;
  await insertDeliveries(tx, [{ id: again, receiverId, messageId, number, lane: null, macros }]);
  return again;
}
