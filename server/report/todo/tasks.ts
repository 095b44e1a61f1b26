import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { Minor } from "@/server/money/minor";
import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/postgres/database";
import type { Sum } from "../figures/summary";

/** What waits for a person of the brand, and which steps of setting up are left. */
export type Tasks = {
  /** Commissions whose holdback is over and that nobody approved yet, in programs whose commissions people approve. */
  review: { entries: number; sums: Sum[] };
  applications: number;
  /** Clicks of the last 30 days that were taken for abuse when they arrived, and that nobody has decided about. */
  suspectClicks: number;
  /** What is approved and in no payout. */
  due: Sum[];
  /** Payouts that wait for somebody: planned by hand or in a file, held, failed. */
  payouts: { toConfirm: number; stuck: number };
  /** Webhooks and postbacks that are paused by themselves or failing. */
  failingReceivers: number;
  /** What Stripe told and could not be taken in: sales and refunds that the ledger lacks. */
  failedStripeEvents: number;
  setup: { program: boolean; partner: boolean; click: boolean; event: boolean };
};

const SUSPECT_SPAN_MS = 30 * 86_400_000;

/** Everything a person should look at now; zero where nothing waits. */
export function tasks(ctx: Context): Promise<Tasks> {
  permitBrand(ctx.actor, "programs:read");
  return transact(ctx, async (tx) => {
    const [review, due, counts] = await Promise.all([toReview(tx), dueSums(tx), count(tx)]);
    const entries = review.reduce((sum, row) => sum + row.entries, 0);
    const sums = review.map(({ currency, amount }) => ({ currency, amount }));
    const { applications, suspectClicks, toConfirm, stuck, failingReceivers, failedStripeEvents, ...setup } =
      counts;
    return {
      review: { entries, sums },
      applications,
      suspectClicks,
      due,
      payouts: { toConfirm, stuck },
      failingReceivers,
      failedStripeEvents,
      setup,
    };
  });
}

function toReview(tx: Tx): Promise<{ currency: string; amount: Minor; entries: number }[]> {
  return tx.sql<{ currency: string; amount: Minor; entries: number }[]>`
    select c.currency, sum(c.amount_minor)::bigint as amount, count(*)::int as entries
    from commissions c join programs p on p.brand_id = c.brand_id and p.id = c.program_id
    where c.brand_id = ${tx.brandId} and c.status = 'pending' and c.available_at <= ${now()} and p.commission_approval = 'manual'
    group by c.currency order by c.currency`;
}

function dueSums(tx: Tx): Promise<Sum[]> {
  return tx.sql<Sum[]>`
    select currency, sum(amount_minor)::bigint as amount from commissions
    where brand_id = ${tx.brandId} and status = 'approved' and payout_id is null
    group by currency having sum(amount_minor) > 0 order by currency`;
}

type Counts = {
  applications: number;
  suspectClicks: number;
  toConfirm: number;
  stuck: number;
  failingReceivers: number;
  failedStripeEvents: number;
} & Tasks["setup"];

async function count({ sql, brandId }: Tx): Promise<Counts> {
  const [row] = await sql<Counts[]>`
    select
      (select count(*)::int from applications where brand_id = ${brandId} and status = 'received') as applications,
      (select count(*)::int from clicks c where brand_id = ${brandId} and ts >= ${now() - SUSPECT_SPAN_MS} and verdict in ('velocity', 'manual')
        and not exists (select from decisions d where d.brand_id = c.brand_id and d.click_id = c.id)) as "suspectClicks",
      (select count(*)::int from payouts where brand_id = ${brandId} and status = 'planned' and rail <> 'stripe_connect') as "toConfirm",
      (select count(*)::int from payouts where brand_id = ${brandId} and status = 'held') as stuck,
      (select count(*)::int from webhook_receivers
        where brand_id = ${brandId} and deleted_at is null and (paused_by = 'automatic' or failing_since is not null)) as "failingReceivers",
      (select count(*)::int from stripe_events where brand_id = ${brandId} and status = 'failed') as "failedStripeEvents",
      exists (select from programs where brand_id = ${brandId}) as program,
      exists (select from partners where brand_id = ${brandId}) as partner,
      exists (select from clicks where brand_id = ${brandId}) as click,
      exists (select from events where brand_id = ${brandId}) as event`;
  if (!row) throw new Error("invariant broken: a select without a table has one row");
  return row;
}
