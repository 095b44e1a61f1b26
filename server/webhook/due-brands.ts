import type { Services } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";

const MAX_BRANDS = 1_000;

/** The brands for which something may be due: what waited for its next try, or was in the hands of a process that died. */
export async function brandsWithDue({ database }: Services): Promise<Id[]> {
  const rows = await database.asSystem(
    "find brands with due deliveries",
    (sql) => sql<{ id: Id }[]>`
      select distinct r.brand_id as id from webhook_receivers r
      where r.deleted_at is null and r.paused_at is null and (r.rest_until is null or r.rest_until <= ${now()})
        and exists (
          select 1 from webhook_deliveries d
          where d.brand_id = r.brand_id and d.receiver_id = r.id and d.ended_at is null and d.next_at <= ${now()}
            and (d.claimed_until is null or d.claimed_until <= ${now()}))
      limit ${MAX_BRANDS}`,
  );
  return rows.map((row) => row.id);
}
