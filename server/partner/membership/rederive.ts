import type { Services } from "@/server/auth/context";
import { type Millis, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { holdRules } from "@/server/program/terms/hold";
import { lockCustomersOf, usersWithEmail, usersWithEventsSince } from "../store/concerned";
import { loadEnrollments } from "../store/enrollments";

const MAX_USERS_AT_ONCE = 1_000;

/** Whose period changes: in one program, or on the whole roster. `since`: from when on, if not from now. */
export type PeriodChange = { partnerId: Id; programId?: Id; since?: Millis };

/**
 * Begins or ends a period at the instant that `change` is given, and derives the customers again for whom that says something
 * else: those with events that are dated ahead of it.
 */
export async function changePeriod(
  services: Services,
  tx: Tx,
  { since, ...whose }: PeriodChange,
  change: (at: Millis) => Promise<void>,
): Promise<void> {
  const concerned = (from: Millis) =>
    usersWithEventsSince(tx, { ...whose, since: from }, MAX_USERS_AT_ONCE + 1);
  const programIds = whose.programId ? [whose.programId] : await programsOf(tx, whose.partnerId);
  await holdRoster(tx, programIds, await concerned(since ?? now()));
  const at = now();
  await change(at);
  await rederiveUsers(services, tx, whose.partnerId, await concerned(since ?? at));
}

/** Changes a partner's address and derives the customers again who have one of these: they are the partner now, or no longer. */
export async function changeAddress(
  services: Services,
  tx: Tx,
  { partnerId, emailHashes }: { partnerId: Id; emailHashes: readonly string[] },
  change: () => Promise<void>,
): Promise<void> {
  const concerned = () => usersWithEmail(tx, emailHashes, MAX_USERS_AT_ONCE + 1);
  await holdRoster(tx, await programsOf(tx, partnerId), await concerned());
  await change();
  await rederiveUsers(services, tx, partnerId, await concerned());
}

/**
 * Waits until nobody derives by what the roster says in these programs; those who come later derive by what this transaction
 * leaves. The customers come before the rules, as in derivations, so that the two do not wait for each other in a circle.
 */
async function holdRoster(tx: Tx, programIds: readonly Id[], users: readonly string[]): Promise<void> {
  if (users.length <= MAX_USERS_AT_ONCE) await lockCustomersOf(tx, users);
  for (const programId of programIds) await holdRules(tx, programId);
}

/** In one order for everyone. */
async function programsOf(tx: Tx, partnerId: Id): Promise<Id[]> {
  const enrollments = await loadEnrollments(tx, partnerId);
  return [...new Set(enrollments.map((enrollment) => enrollment.programId))].sort();
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
  for (const programId of await programsOf(tx, partnerId)) {
    await services.rederiveProgram(tx, programId, `partner ${partnerId} changed`);
  }
}
