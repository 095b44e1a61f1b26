import type { Services } from "@/server/auth/context";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { tell } from "./facts/tell";
import { isoTime, type Told } from "./facts/told";
import type { MacroValues } from "./macros";
import { insertDeliveries, type NewDelivery } from "./store/deliveries";
import { insertMessages, type MessageRow } from "./store/messages";
import { allReceivers, type ReceiverRow } from "./store/receivers";
import { type Change, DUE_TOPIC, WEBHOOK_TYPES } from "./types";

const KNOWN: ReadonlySet<string> = new Set(WEBHOOK_TYPES);

/**
 * Puts changes of one brand on their way to everyone who wants to hear of them. Idempotent: a change that comes again adds
 * nothing. Changes of one object must come in their order; those of different objects may come in any. Returns whether
 * something may be due.
 */
export function fanOut(services: Services, brandId: Id, changes: readonly Change[]): Promise<boolean> {
  return services.database.inBrand(brandId, async (tx) => {
    const asked = changes.some((change) => change.topic === DUE_TOPIC);
    const receivers = await allReceivers(tx);
    const wanted = changes.filter((change) => receivers.some((receiver) => wants(receiver, change)));
    const added = wanted.length > 0 ? await put(tx, wanted, receivers) : 0;
    return asked || added > 0;
  });
}

async function put(tx: Tx, changes: readonly Change[], receivers: readonly ReceiverRow[]): Promise<number> {
  const told = await tell(tx, changes);
  const messages: MessageRow[] = [];
  const deliveries: NewDelivery[] = [];
  for (const change of changes) {
    const about = told.get(change.id);
    const own = about ? deliveriesOf(change, about, receivers) : [];
    if (!about || own.length === 0) continue;
    messages.push(messageOf(change, about));
    deliveries.push(...own);
  }
  await insertMessages(tx, messages);
  return insertDeliveries(tx, deliveries);
}

/** A receiver hears of what happened since it was added. */
function wants({ types, createdAt }: ReceiverRow, change: Change): boolean {
  const { topic } = change;
  return KNOWN.has(topic) && (types === null || types.includes(topic)) && createdAt <= change.createdAt;
}

function deliveriesOf(change: Change, told: Told, receivers: readonly ReceiverRow[]): NewDelivery[] {
  return receivers.flatMap((receiver) => {
    const macros = receiver.partnerId === null ? null : told.macros.get(receiver.partnerId);
    if (!wants(receiver, change) || macros === undefined) return [];
    return [delivery(change, receiver.id, macros)];
  });
}

function delivery(change: Change, receiverId: Id, macros: MacroValues | null): NewDelivery {
  const lane = `${receiverId} ${change.subject}`;
  return { id: newId(), receiverId, messageId: change.id, number: 0, lane, macros };
}

function messageOf(change: Change, { data }: Told): MessageRow {
  const { id, topic: type, createdAt } = change;
  return { id, type, createdAt, body: JSON.stringify({ type, timestamp: isoTime(createdAt), data }) };
}
