import type { Millis } from "@/server/platform/clock";
import { afterFailure, HEALTHY, type Health, isDown, isExhausted, nextTry } from "../rules";
import type { Outcome } from "../store/claims";
import type { Attempt } from "./send";

/** What a round of attempts means for its deliveries and for the receiver. */
export type Judgement = {
  outcomes: Outcome[];
  health: Health;
  /** Why the receiver is to be paused; null when it is not. */
  pause: string | null;
  /** Whether it was down and answers again, so that what waits need not wait any longer. */
  recovered: boolean;
};

/** Goes through attempts in the order in which they ended. What a person asked for is tried once, and its failure counts for nothing. */
export function judge(
  before: Health,
  attempts: readonly Attempt[],
  at: Millis,
  spread: () => number,
): Judgement {
  const judgement: Judgement = { outcomes: [], health: before, pause: null, recovered: false };
  for (const { claim, result } of attempts) {
    const triedSince = claim.triedSince ?? at;
    const end = (outcome: Outcome["outcome"], nextAt = at): unknown =>
      judgement.outcomes.push({ claim, outcome, nextAt, triedSince });
    if (result.kind === "delivered") {
      judgement.recovered ||= isDown(judgement.health);
      judgement.health = HEALTHY;
      end("delivered");
    } else if (!claim.inOrder) {
      end("failed");
    } else {
      const retryAfterMs = result.kind === "failed" ? result.retryAfterMs : null;
      judgement.health = afterFailure(judgement.health, at, spread(), retryAfterMs);
      judgement.pause ??= pauseReason(judgement.health, result, at);
      const nextAt = nextTry(triedSince, at, spread(), retryAfterMs);
      // What a paused receiver has not taken waits for it to be resumed, however long it was tried.
      if (judgement.pause !== null) end(null);
      else if (nextAt === null) end("failed");
      else end(null, nextAt);
    }
  }
  return judgement;
}

function pauseReason(
  health: Health,
  result: { kind: "failed" | "gone"; error: string },
  at: Millis,
): string | null {
  if (result.kind === "gone") return "The receiver answered 410: it is gone.";
  if (isExhausted(health, at))
    return `Nothing was delivered for three days; the last answer was ${result.error}.`;
  return null;
}
