import type { Tx } from "@/server/platform/postgres/database";

/** So many sums take 50 MB at most. */
const EVENTS_PER_SCAN = 1_500_000;
const FEWEST_CUSTOMERS = 1_000;
const MOST_CUSTOMERS = 200_000;

/** How many customers one scan takes, by PostgreSQL's own estimate of how many events a customer has. */
export async function customersPerScan(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ eventsEach: number }[]>`
    select greatest(max(reltuples) filter (where relname = 'events'), 1)
      / greatest(max(reltuples) filter (where relname = 'customers'), 1) as "eventsEach"
    from pg_class where oid in ('events'::regclass, 'customers'::regclass)`;
  const wanted = Math.floor(EVENTS_PER_SCAN / Math.max(row?.eventsEach ?? 1, 1));
  return Math.min(Math.max(wanted, FEWEST_CUSTOMERS), MOST_CUSTOMERS);
}
