import type { Tx } from "@/server/platform/database";
import type { Id } from "@/server/platform/ids";
import { LAST_EXTERNAL_ID } from "./imagine";

/** Holds off another process that starts at the same time, until this transaction ends. */
export async function lockDemo(tx: Tx): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended('load the demonstration' || ${tx.brandId}::uuid::text, 0))`;
}

/** Whether loading came to its end, and not only to its middle. */
export async function isLoaded(tx: Tx): Promise<boolean> {
  const rows = await tx.sql`
    select from events where brand_id = ${tx.brandId} and type = 'signup' and external_id = ${LAST_EXTERNAL_ID}`;
  return rows.length > 0;
}

export type DemoLink = { code: string; linkId: Id; partnerId: Id };

export async function demoLinks(tx: Tx, programId: Id): Promise<DemoLink[]> {
  return tx.sql<DemoLink[]>`
    select code, id as "linkId", partner_id as "partnerId" from links
    where brand_id = ${tx.brandId} and program_id = ${programId}`;
}
