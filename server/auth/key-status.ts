import type { Millis } from "@/server/platform/clock";

export const KEY_STATUSES = ["active", "expired", "revoked"] as const;
export type KeyStatus = (typeof KEY_STATUSES)[number];

/** Whether a key works at a moment, and if not, why. What was revoked stays so, whatever its end. */
export function keyStatus(
  { revokedAt, expiresAt }: { revokedAt: Millis | null; expiresAt: Millis | null },
  at: Millis,
): KeyStatus {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && expiresAt <= at ? "expired" : "active";
}
