import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Database, Tx } from "@/server/platform/postgres/database";
import { LAST_EXTERNAL_ID } from "./history/imagine";

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

type Told = { partnerIds: readonly Id[]; addresses: readonly string[]; before: Millis };

/** Forgets what waits to be told about these partners, and to them, from before an instant. */
export async function forgetTold(database: Database, brandId: Id, told: Told): Promise<void> {
  const { partnerIds, addresses, before } = told;
  await database.asSystem("forget what the demonstration told", async (sql) => {
    await sql`
      delete from outbox where brand_id = ${brandId} and created_at < ${before}
        and payload ->> 'partnerId' = any(${[...partnerIds]}::text[])`;
    await sql`
      delete from mails where brand_id = ${brandId} and created_at < ${before} and status = 'waiting'
        and recipient = any(${[...addresses]}::text[])`;
  });
}

export type DemoLink = { code: string; linkId: Id; partnerId: Id };

export async function demoLinks(tx: Tx, programId: Id): Promise<DemoLink[]> {
  return tx.sql<DemoLink[]>`
    select code, id as "linkId", partner_id as "partnerId" from links
    where brand_id = ${tx.brandId} and program_id = ${programId}`;
}

/** A commission of the demonstration, as a list shows it. */
export type ListedCommission = {
  id: Id;
  partnerName: string;
  eventType: string;
  eventTs: Millis;
  amount: Minor;
  currency: string;
  status: "pending" | "approved" | "paid";
};

/** The event that earned a commission of the program; null for an id of anything else. */
export async function eventOfCommission(tx: Tx, programId: Id, commissionId: Id): Promise<Id | null> {
  const [row] = await tx.sql<{ eventId: Id | null }[]>`
    select event_id as "eventId" from commissions
    where brand_id = ${tx.brandId} and program_id = ${programId} and id = ${commissionId}`;
  return row?.eventId ?? null;
}

/** The latest commissions that stand, by the time of their event. */
export function recentCommissions(tx: Tx, programId: Id, limit: number): Promise<ListedCommission[]> {
  return tx.sql<ListedCommission[]>`
    select c.id, p.name as "partnerName", e.type as "eventType", e.ts as "eventTs", c.amount_minor as amount, c.currency, c.status
    from commissions c
    join events e on e.brand_id = c.brand_id and e.id = c.event_id
    join partners p on p.brand_id = c.brand_id and p.id = c.partner_id
    where c.brand_id = ${tx.brandId} and c.program_id = ${programId} and c.status <> 'reversed'
    order by e.ts desc, c.id desc limit ${limit}`;
}

/** For each of these events, by external id, the greatest commission that stands. */
export async function storyCommissions(
  tx: Tx,
  programId: Id,
  externalIds: readonly string[],
): Promise<Map<string, Id>> {
  const rows = await tx.sql<{ externalId: string; id: Id }[]>`
    select distinct on (e.external_id) e.external_id as "externalId", c.id
    from events e join commissions c on c.brand_id = e.brand_id and c.event_id = e.id
    where e.brand_id = ${tx.brandId} and e.external_id = any(${[...externalIds]}::text[])
      and c.program_id = ${programId} and c.status <> 'reversed'
    order by e.external_id, c.amount_minor desc, c.id`;
  return new Map(rows.map((row) => [row.externalId, row.id]));
}
