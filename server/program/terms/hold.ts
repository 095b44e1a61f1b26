import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/**
 * Keeps the rules of these programs as they are until the transaction ends. Whoever derives by them shares them, and none of
 * those waits for another. Without this, a derivation under way could post by rules that a change has just replaced, for a
 * customer that the change did not see yet.
 */
export async function shareRules(tx: Tx, programIds: readonly Id[]): Promise<void> {
  if (programIds.length === 0) return;
  await tx.sql`
    select pg_advisory_xact_lock_shared(hashtextextended('rules ' || ${tx.brandId}::uuid::text || p.id::text, 0))
    from (select unnest(${[...programIds].sort()}::uuid[]) as id) p`;
}

/** Waits until nobody derives by a program's rules; those who come later derive by the rules as this transaction leaves them. */
export async function holdRules(tx: Tx, programId: Id): Promise<void> {
  await tx.sql`
    select pg_advisory_xact_lock(hashtextextended('rules ' || ${tx.brandId}::uuid::text || ${programId}::uuid::text, 0))`;
}
