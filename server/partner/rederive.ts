import type { Services } from "@/server/auth/context";
import type { Tx } from "@/server/platform/database";
import type { Id } from "@/server/platform/ids";
import { type Concern, usersWithEmail, usersWithEventsSince } from "./store/concerned";
import { loadEnrollments } from "./store/enrollments";

const MAX_USERS_AT_ONCE = 1_000;

/**
 * Derives the customers again for whom a period that begins or ends now says something else: those with events that are dated
 * ahead of it.
 */
export async function rederiveFrom(services: Services, tx: Tx, concern: Concern): Promise<void> {
  const users = await usersWithEventsSince(tx, concern, MAX_USERS_AT_ONCE + 1);
  await rederiveUsers(services, tx, concern.partnerId, users);
}

/** Derives the customers again who have one of these addresses: they are the partner now, or no longer. */
export async function rederiveSelfReferrals(
  services: Services,
  tx: Tx,
  partnerId: Id,
  emailHashes: readonly string[],
): Promise<void> {
  const users = await usersWithEmail(tx, emailHashes, MAX_USERS_AT_ONCE + 1);
  await rederiveUsers(services, tx, partnerId, users);
}

/** A few customers are settled within the change itself; many are worked through after it. */
async function rederiveUsers(
  services: Services,
  tx: Tx,
  partnerId: Id,
  users: readonly string[],
): Promise<void> {
  if (users.length === 0) return;
  if (users.length <= MAX_USERS_AT_ONCE) {
    await services.derive(tx, users);
    return;
  }
  const enrollments = await loadEnrollments(tx, partnerId);
  for (const programId of new Set(enrollments.map((enrollment) => enrollment.programId))) {
    await services.rederiveProgram(tx, programId, `partner ${partnerId} changed`);
  }
}
