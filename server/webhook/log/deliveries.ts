import { type Context, transact } from "@/server/auth/context";
import { AppError, found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { findReceiver, permitReceivers, type ReceiverKind } from "../receiver/access";
import { type AttemptRow, attemptsOf } from "../store/attempts";
import {
  type DeliveryPage,
  type DeliveryRow,
  loadContent,
  loadDelivery,
  pageOfDeliveries,
} from "../store/deliveries";
import type { ReceiverRow } from "../store/receivers";

export type { AttemptRow } from "../store/attempts";
export type { DeliveryRow } from "../store/deliveries";
/** A delivery with what was sent and every answer to it. */
export type DeliveryDetail = DeliveryRow & { message: string; attemptLog: AttemptRow[] };

const MAX_ATTEMPTS_SHOWN = 100;

/** A receiver's log, newest first, with one row more than the page holds. */
export function listDeliveries(ctx: Context, kind: ReceiverKind, page: DeliveryPage): Promise<DeliveryRow[]> {
  permitReceivers(ctx, kind, "read");
  return transact(ctx, async (tx) => {
    await findReceiver(ctx, tx, kind, page.receiverId);
    return pageOfDeliveries(tx, page);
  });
}

export function showDelivery(ctx: Context, kind: ReceiverKind, id: Id): Promise<DeliveryDetail> {
  permitReceivers(ctx, kind, "read");
  return transact(ctx, async (tx) => {
    const { delivery } = await findDelivery(ctx, tx, kind, id);
    const [content, attemptLog] = await Promise.all([
      loadContent(tx, id),
      attemptsOf(tx, id, MAX_ATTEMPTS_SHOWN),
    ]);
    return { ...delivery, message: content?.body ?? "", attemptLog };
  });
}

/** The delivery and its receiver, if this caller may know them. 404 `delivery_not_found`. */
export async function findDelivery(
  ctx: Context,
  tx: Tx,
  kind: ReceiverKind,
  id: Id,
): Promise<{ delivery: DeliveryRow; receiver: ReceiverRow }> {
  const message = `There is no delivery ${id}.`;
  const delivery = found(await loadDelivery(tx, id), "delivery_not_found", message);
  try {
    return { delivery, receiver: await findReceiver(ctx, tx, kind, delivery.receiverId) };
  } catch (error) {
    if (error instanceof AppError) throw new AppError("delivery_not_found", message);
    throw error;
  }
}
