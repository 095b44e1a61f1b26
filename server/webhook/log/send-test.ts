import { type Context, transact } from "@/server/auth/context";
import { now, SECOND_MS } from "@/server/platform/clock";
import { found } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import { isoTime } from "../facts/told";
import type { MacroValues } from "../macros";
import { findReceiver, permitReceivers, type ReceiverKind } from "../receiver/access";
import { type DeliveryRow, insertDeliveries, loadDelivery } from "../store/deliveries";
import { insertMessages } from "../store/messages";
import type { ReceiverRow } from "../store/receivers";
import { dueMessage, TEST_TYPE } from "../types";
import { refuseFlood } from "./by-hand";

/** Sends a receiver a message that says it is a test, once, also while it is paused. The delivery's log shows the answer. */
export function sendTest(ctx: Context, kind: ReceiverKind, id: Id): Promise<DeliveryRow> {
  permitReceivers(ctx, kind, "write");
  return transact(ctx, async (tx) => {
    const receiver = await findReceiver(ctx, tx, kind, id);
    refuseFlood(ctx, id);
    const [messageId, deliveryId, createdAt] = [newId(), newId(), now()];
    const data = { [`${kind}Id`]: id, note: "This is a test. Nothing happened." };
    const body = JSON.stringify({ type: TEST_TYPE, timestamp: isoTime(createdAt), data });
    await insertMessages(tx, [{ id: messageId, type: TEST_TYPE, body, createdAt }]);
    const macros = kind === "postback" ? sampleMacros(receiver) : null;
    await insertDeliveries(tx, [
      { id: deliveryId, receiverId: id, messageId, number: 0, lane: null, macros },
    ]);
    await enqueue(tx, [dueMessage(id)]);
    return found(
      await loadDelivery(tx, deliveryId),
      "delivery_not_found",
      `There is no delivery ${deliveryId}.`,
    );
  });
}

/** Values that no sale has, so that a tracker that takes the test for one is easily corrected. */
function sampleMacros({ partnerId }: ReceiverRow): MacroValues {
  return {
    click_id: "test",
    event: "test",
    event_id: "test",
    transaction_id: "test",
    amount: "0.00",
    currency: "USD",
    commission: "0.00",
    commission_id: "test",
    status: "test",
    ts: String(Math.floor(now() / SECOND_MS)),
    ...(partnerId === null ? {} : { partner_id: partnerId }),
  };
}
