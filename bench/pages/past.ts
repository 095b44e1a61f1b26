import postgres from "postgres";
import { caller } from "@/server/api/trpc/router";
import type { Context } from "@/server/auth/context";
import { releaseHoldbacks } from "@/server/commission/decide/release";
import { DAY_MS, type Millis, now, setClock } from "@/server/platform/clock";

const LAST_RUN_DAYS_AGO = 30;
const AT_ONCE = 16;
const MOST_LISTED = 100;
const lastRun = (): Millis => Date.now() - LAST_RUN_DAYS_AGO * DAY_MS;

/**
 * Everything was derived in one go: entries are given the times at which their events and holdbacks would have made and approved
 * them, as far as the last run of payouts; the rest waits again.
 */
export async function ageEntries(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  await sql.begin(async (tx) => {
    // The ledger refuses such a change from everybody.
    await tx`set local session_replication_role = replica`;
    const waits = tx`c.available_at > ${new Date(lastRun())}`;
    await tx`
      update commissions c set created_at = e.created_at, status = case when ${waits} then 'pending' else c.status end,
        approved_at = case when ${waits} then null else c.available_at end,
        approved_by = case when ${waits} then null else c.approved_by end
      from events e where e.brand_id = c.brand_id and e.id = c.event_id`;
  });
  await sql.end();
}

/** What was due a month ago is paid, each payout confirmed by hand; what is due since is released. Resolves to the number of payouts. */
export async function payThePast(ctx: Context): Promise<number> {
  const restoreClock = setClock(lastRun);
  let paid = 0;
  try {
    await caller(ctx).payouts.runPayouts({ preview: false });
    for (let left = await planned(ctx); left.length > 0; left = await planned(ctx)) {
      for (let start = 0; start < left.length; start += AT_ONCE) {
        await Promise.all(left.slice(start, start + AT_ONCE).map((id) => confirm(ctx, id)));
      }
      paid += left.length;
    }
  } finally {
    restoreClock();
  }
  await releaseHoldbacks(ctx.services);
  return paid;
}

async function planned(ctx: Context): Promise<string[]> {
  const page = await caller(ctx).payouts.listPayouts({ status: "planned", limit: MOST_LISTED });
  return page.data.map(({ id }) => id);
}

function confirm(ctx: Context, id: string): Promise<unknown> {
  return caller(ctx).payoutActs.confirmPayout({ id, reference: `transfer ${id}`, paidAt: now() });
}
