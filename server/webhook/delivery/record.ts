import type { Services } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import { deliveriesFailed, deliveryLagSeconds, receiversPaused } from "../metrics";
import { HEALTHY } from "../rules";
import { insertAttempts } from "../store/attempts";
import { settleClaims } from "../store/claims";
import { makeDue } from "../store/deliveries";
import { lockReceiver, type ReceiverRow, saveReceiver } from "../store/receivers";
import { pausedMessage } from "../types";
import { type Judgement, judge } from "./judge";
import type { Attempt } from "./send";

const SECOND_MS = 1_000;

/** Writes a round of attempts into the log, and what follows from them. */
export async function record(
  services: Services,
  brandId: Id,
  receiverId: Id,
  attempts: readonly Attempt[],
): Promise<void> {
  const told = await services.database.inBrand(brandId, async (tx) => {
    const receiver = await lockReceiver(tx, receiverId);
    const judgement = judge(receiver ?? HEALTHY, attempts, now(), Math.random);
    await insertAttempts(
      tx,
      attempts.map(({ claim, log }) => ({ ...log, deliveryId: claim.id })),
    );
    await settleClaims(tx, judgement.outcomes);
    if (receiver) await follow(tx, receiver, judgement);
    return { receiver, judgement };
  });
  if (told.receiver) count(told.receiver, told.judgement);
}

async function follow(tx: Tx, receiver: ReceiverRow, { health, pause, recovered }: Judgement): Promise<void> {
  const paused = pause !== null && receiver.pausedAt === null;
  const changed = health.failures !== receiver.failures || health.restUntil !== receiver.restUntil;
  if (changed || paused) {
    const pausing = { pausedAt: now(), pausedBy: "automatic", pauseReason: pause };
    await saveReceiver(tx, { ...receiver, ...health, ...(paused ? pausing : {}) });
    if (paused) await enqueue(tx, [pausedMessage(receiver, pause)]);
  }
  if (recovered) await makeDue(tx, receiver.id, { anew: false });
}

function count({ kind, pausedAt }: ReceiverRow, { outcomes, pause }: Judgement): void {
  for (const { claim, outcome } of outcomes) {
    if (outcome === "delivered") deliveryLagSeconds.observe({ kind }, (now() - claim.messageAt) / SECOND_MS);
    if (outcome === "failed") deliveriesFailed.inc({ kind });
  }
  if (pause !== null && pausedAt === null) receiversPaused.inc({ kind });
}
