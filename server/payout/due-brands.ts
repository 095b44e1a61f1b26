import type { Services } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";

const MAX_BRANDS = 1_000;

/** The brands that have payouts over Stripe to ask for now. */
export async function brandsWithDuePayouts({ database }: Services): Promise<Id[]> {
  const rows = await database.asSystem(
    "find brands with payouts to plan or send",
    (sql) => sql<{ id: Id }[]>`
      select distinct brand_id as id from payouts where next_at <= ${now()} and status in ('planned', 'sending')
      limit ${MAX_BRANDS}`,
  );
  return rows.map((row) => row.id);
}

/** The brands whose payouts are planned by a schedule. */
export async function brandsWithSchedule({ database }: Services): Promise<Id[]> {
  const rows = await database.asSystem(
    "find brands with payouts to plan or send",
    (sql) => sql<{ id: Id }[]>`select id from brands where payout_schedule <> 'manual' order by id`,
  );
  return rows.map((row) => row.id);
}

/** The brands that ever had a payout over Stripe. */
export async function brandsWithTransfers({ database }: Services): Promise<Id[]> {
  const rows = await database.asSystem(
    "find brands with payouts to plan or send",
    (sql) => sql<{ id: Id }[]>`
      select id from brands b
      where exists (select from payouts p where p.brand_id = b.id and p.rail = 'stripe_connect') order by id`,
  );
  return rows.map((row) => row.id);
}
