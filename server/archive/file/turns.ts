import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

/** Files made at once: each reads page after page, and more would take the connections from those who look at pages. */
const MAX_OF_PROCESS = 4;
/** Of these for one brand, so that no brand keeps the others waiting. */
const MAX_OF_BRAND = 3;
const RETRY_AFTER_SECONDS = 15;

const running = new Map<Id, number>();

/** Takes a turn at making a file, and gives what ends it. 503 `unavailable` while too many are made. */
export function takeTurn(brandId: Id): () => void {
  const [own, all] = [running.get(brandId) ?? 0, [...running.values()].reduce((sum, one) => sum + one, 0)];
  if (own >= MAX_OF_BRAND || all >= MAX_OF_PROCESS) {
    throw new AppError("unavailable", "Several exports run already. Try again when one is done.", {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }
  running.set(brandId, own + 1);
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    const left = (running.get(brandId) ?? 0) - 1;
    if (left > 0) running.set(brandId, left);
    else running.delete(brandId);
  };
}
