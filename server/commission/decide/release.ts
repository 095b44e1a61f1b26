import type { Services } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { enqueue } from "@/server/platform/outbox";
import { message } from "../derive/messages";
import { approveEntries } from "../store/ledger";

const BATCH = 1_000;

/**
 * Approves the entries whose holdback is over, in programs that approve by themselves. What was not derived, such as money of a
 * payout that came back, waits for a person. Returns how many. Rows that a
 * derivation holds at this moment are left for the next run.
 */
export async function releaseHoldbacks(services: Services): Promise<number> {
  const brands = await services.database.asSystem(
    "release holdbacks",
    (sql) => sql<{ id: Id }[]>`
      select distinct brand_id as id from commissions where status = 'pending' and available_at <= ${now()}`,
  );
  let released = 0;
  for (const brand of brands) {
    for (let count = BATCH; count === BATCH; released += count) count = await releaseSome(services, brand.id);
  }
  return released;
}

function releaseSome(services: Services, brandId: Id): Promise<number> {
  return services.database.inBrand(brandId, async (tx) => {
    const due = await tx.sql<{ id: Id }[]>`
      select c.id from commissions c join programs p on p.brand_id = c.brand_id and p.id = c.program_id
      where c.brand_id = ${brandId} and c.status = 'pending' and c.available_at <= ${now()} and p.commission_approval = 'auto'
        and c.kind not in ('bonus', 'manual')
      order by c.available_at limit ${BATCH} for no key update of c skip locked`;
    const approved = await approveEntries(
      tx,
      due.map((row) => row.id),
      "automatic",
    );
    await enqueue(
      tx,
      approved.map((id) => message("approved", id)),
    );
    return due.length;
  });
}
