import { HOUR_MS, MINUTE_MS, type Millis, SECOND_MS } from "@/server/platform/clock";
import type { Payout } from "../rules";

/** Stripe keeps an idempotency key for 24 hours; the last one is left as margin. */
export const KEY_LIFE_MS = 23 * HOUR_MS;
/** How long one worker has for one step. A request takes at most `CALL_LIMIT_MS` of it. */
export const LEASE_MS = 3 * MINUTE_MS;
export const CALL_LIMIT_MS = 30 * SECOND_MS;
/** After a request without a clear answer, this long passes before its effect is looked for: longer than any lease. */
export const SETTLE_MS = 10 * MINUTE_MS;
/** Each third attempt looks whether an earlier one took effect after all: Stripe repeats a 500 as long as it keeps the key. */
const LOOK_EVERY = 3;

/** What to do next about a payout over Stripe that is planned or being sent. */
export type Step =
  | { do: "create"; key: string }
  | { do: "look_up" }
  | { do: "read_back"; transferId: string }
  | { do: "wait"; until: Millis }
  | { do: "hold"; reason: "sender_changed" };

/** `account`: the brand's Stripe account as it is now. */
export function nextStep(payout: Payout, account: string, now: Millis): Step {
  if (payout.sender !== null && payout.sender !== account && payout.askedAt !== null)
    return { do: "hold", reason: "sender_changed" };
  if (payout.transferId !== null) return { do: "read_back", transferId: payout.transferId };
  if (payout.askedAt === null && !payout.lookFirst) return { do: "create", key: keyOf(payout) };
  const mustLook = payout.lookFirst || payout.askedAt === null || now >= payout.askedAt + KEY_LIFE_MS;
  const settled = (payout.lastAskedAt ?? 0) + SETTLE_MS;
  if (mustLook) return now < settled ? { do: "wait", until: settled } : { do: "look_up" };
  const turnToLook = payout.unclear && payout.attempts % LOOK_EVERY === LOOK_EVERY - 1;
  return turnToLook && now >= settled ? { do: "look_up" } : { do: "create", key: keyOf(payout) };
}

/** Payout and generation: the same words for the same transfer, whoever sends them. */
function keyOf(payout: Pick<Payout, "id" | "generation">): string {
  return `openpartner_payout_${payout.id}_${payout.generation}`;
}

const PAUSES_MS = [1, 2, 5, 15, 30].map((minutes) => minutes * MINUTE_MS);

/** How long to wait after this many attempts without a clear answer. */
export function pauseAfter(attempts: number): Millis {
  return PAUSES_MS[attempts - 1] ?? HOUR_MS;
}
