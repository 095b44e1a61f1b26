import type { Services } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { fanOut } from "@/server/webhook/fan-out";
import { deliveriesDue, mailsWaiting } from "../client";
import { followWithMail } from "../mail/follow";
import type { Waiting } from "../store/outbox";

/**
 * Hears of every change of every brand, in batches of one brand, changes of one object in their order. `take` only writes down
 * what follows (a delivery, a mail), in one transaction; it does nothing for a change that it has seen before. It resolves to
 * whether there is something to do now, and then the functions of `wakes` begin.
 */
export type Consumer = {
  readonly name: string;
  readonly wakes: { create(data: { brandId: Id }): { name: string; data: { brandId: Id } } };
  take(services: Services, brandId: Id, changes: readonly Waiting[]): Promise<boolean>;
};

export const CONSUMERS: readonly Consumer[] = [
  { name: "webhooks", wakes: deliveriesDue, take: fanOut },
  { name: "mail", wakes: mailsWaiting, take: followWithMail },
];
