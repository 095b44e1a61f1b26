import type { Context } from "@/server/auth/context";
import { MINUTE_MS, SECOND_MS } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Limit } from "@/server/platform/limits/limits";

const BY_HAND: Limit = { name: "messages by hand", max: 60, windowMs: MINUTE_MS, counts: "admitted" };

/** Else anybody with a key could have this server flood an address of their choice. 429 with the time to wait. */
export function refuseFlood({ services }: Context, receiverId: Id): void {
  const waitMs = services.limits.hit(BY_HAND, receiverId);
  if (waitMs === 0) return;
  throw new AppError("rate_limited", `Tests and redeliveries are limited to ${BY_HAND.max} a minute.`, {
    retryAfterSeconds: Math.ceil(waitMs / SECOND_MS),
  });
}
