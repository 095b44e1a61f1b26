import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Message } from "@/server/platform/outbox";

/** What receivers can be told of. */
export const WEBHOOK_TYPES = [
  "click.flagged",
  "customer.identified",
  "event.attributed",
  "commission.created",
  "commission.approved",
  "commission.reversed",
  "commission.paid",
  "payout.created",
  "payout.paid",
  "payout.failed",
  "partner.created",
  "partner.activated",
  "partner.revoked",
  "application.received",
  "application.approved",
  "application.rejected",
  "fraud.flagged",
] as const;

export type WebhookType = (typeof WEBHOOK_TYPES)[number];

/** What a partner's postbacks can be told of: what concerns that partner's money. */
export const POSTBACK_TYPES = [
  "event.attributed",
  "commission.created",
  "commission.approved",
  "commission.reversed",
  "commission.paid",
  "payout.created",
  "payout.paid",
  "payout.failed",
] as const satisfies readonly WebhookType[];

/** A message that a person asked for, to see whether a receiver works. */
export const TEST_TYPE = "webhook.test";

/** The outbox's message that something is due now although nothing of the brand's changed. */
export const DUE_TOPIC = "webhook.due";

/** Has deliveries looked at once the transaction commits. */
export function dueMessage(receiverId: Id): Message {
  return { topic: DUE_TOPIC, subject: receiverId, payload: { receiverId } };
}

/** Says that a receiver was paused because it failed, for whoever tells its owner. An address may hold a secret: its host does. */
export function pausedMessage(
  receiver: { id: Id; kind: string; partnerId: Id | null; url: string },
  reason: string,
): Message {
  const { id, kind, partnerId, url } = receiver;
  const { host } = new URL(url);
  return { topic: "webhook.paused", subject: id, payload: { receiverId: id, kind, partnerId, host, reason } };
}

/** A change as the outbox tells it. `id` orders the changes of one `subject`. */
export type Change = {
  id: Id;
  topic: string;
  subject: string;
  payload: Record<string, unknown>;
  createdAt: Millis;
};
