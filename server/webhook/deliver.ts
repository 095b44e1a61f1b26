import { setTimeout } from "node:timers/promises";
import type { Services } from "@/server/auth/context";
import type { Id } from "@/server/platform/ids";
import { record } from "./delivery/record";
import { send } from "./delivery/send";
import { isDown } from "./rules";
import { type Claim, claimDue, readyReceivers } from "./store/claims";
import { loadReceiver, type ReceiverRow } from "./store/receivers";

export type DeliverOptions = {
  /** No new round begins after so long; what is left is told by the result. */
  budgetMs?: number;
};

/** How often new work is looked for while receivers are busy. */
const LOOK_AGAIN_MS = 250;
const BUDGET_MS = 40_000;
/** Longer than an attempt can take, so that nothing is sent twice while its process lives. */
const LEASE_MS = 60_000;
const MAX_RECEIVERS = 64;
const MAX_AT_ONCE = 64;

/**
 * Sends what is due to a brand's receivers: to different receivers at once, several messages at once to each, and for one object
 * one after the other. Each is delivered at least once. What becomes due while it works is sent too, so that a slow receiver
 * delays itself alone. Returns whether more may be due that there was no time for.
 */
export async function deliverDue(
  services: Services,
  brandId: Id,
  { budgetMs = BUDGET_MS }: DeliverOptions = {},
): Promise<boolean> {
  const endsAt = performance.now() + budgetMs;
  const busy = new Map<Id, Promise<void>>();
  const errors: unknown[] = [];
  while (performance.now() < endsAt && errors.length === 0) {
    for (const id of await ready(services, brandId)) {
      if (busy.has(id)) continue;
      const drained = drain(services, brandId, id, endsAt).catch((error: unknown) => errors.push(error));
      busy.set(
        id,
        drained.then(() => void busy.delete(id)),
      );
    }
    if (busy.size === 0) return false;
    await Promise.race([...busy.values(), setTimeout(LOOK_AGAIN_MS, undefined, { ref: false })]);
  }
  await Promise.all(busy.values());
  if (errors.length > 0) throw errors[0];
  return true;
}

function ready({ database }: Services, brandId: Id): Promise<Id[]> {
  return database.inBrand(brandId, (tx) => readyReceivers(tx, MAX_RECEIVERS));
}

/** Sends a receiver what is due, until nothing is or the time is up. */
async function drain(services: Services, brandId: Id, receiverId: Id, endsAt: number): Promise<void> {
  do {
    const round = await claim(services, brandId, receiverId);
    if (!round || round.claims.length === 0) return;
    const attempts = await Promise.all(round.claims.map((one) => send(services, round.receiver, one)));
    await record(services, brandId, receiverId, attempts);
  } while (performance.now() < endsAt);
}

function claim(
  services: Services,
  brandId: Id,
  receiverId: Id,
): Promise<{ receiver: ReceiverRow; claims: Claim[] } | null> {
  return services.database.inBrand(brandId, async (tx) => {
    const receiver = await loadReceiver(tx, receiverId);
    if (!receiver) return null;
    // One that is down is asked by a single message.
    const claims = await claimDue(tx, receiverId, isDown(receiver) ? 1 : MAX_AT_ONCE, LEASE_MS);
    return { receiver, claims };
  });
}
