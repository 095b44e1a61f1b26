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

const BUDGET_MS = 40_000;
/** Longer than an attempt can take, so that nothing is sent twice while its process lives. */
const LEASE_MS = 60_000;
const MAX_RECEIVERS = 64;
const MAX_AT_ONCE = 64;

/**
 * Sends what is due to a brand's receivers: all at once to different receivers, several messages at once to each, and for one
 * object one after the other. Each is delivered at least once. Returns whether more is due that there was no time for.
 */
export async function deliverDue(
  services: Services,
  brandId: Id,
  { budgetMs = BUDGET_MS }: DeliverOptions = {},
): Promise<boolean> {
  const endsAt = performance.now() + budgetMs;
  const receivers = await services.database.inBrand(brandId, (tx) => readyReceivers(tx, MAX_RECEIVERS));
  const done = await Promise.all(receivers.map((id) => drain(services, brandId, id, endsAt)));
  return receivers.length === MAX_RECEIVERS || done.includes(false);
}

/** Whether nothing is due any more. */
async function drain(services: Services, brandId: Id, receiverId: Id, endsAt: number): Promise<boolean> {
  for (;;) {
    const round = await claim(services, brandId, receiverId);
    if (!round || round.claims.length === 0) return true;
    const attempts = await Promise.all(round.claims.map((one) => send(services, round.receiver, one)));
    await record(services, brandId, receiverId, attempts);
    if (performance.now() >= endsAt) return false;
  }
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
