import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { ids, instants, texts } from "@/server/platform/postgres/arrays";
import { Outdated, type Tx } from "@/server/platform/postgres/database";
import type { GroupFilter, NewPayout } from "../books";
import type { Group } from "../planning/groups";

/**
 * Entries are held in the order of their ids, as derivations hold them after their customers: one that is at an entry finishes
 * first, and what it reversed is not in the group.
 */
export function holdGroups(tx: Tx, filter: GroupFilter): Promise<Group[]> {
  const { sql } = tx;
  const partners = filter.partnerIds ? sql`and partner_id = any(${ids(filter.partnerIds)}::uuid[])` : sql``;
  const program = filter.programId
    ? sql`and partner_id in (select partner_id from commissions where brand_id = ${tx.brandId}
        and program_id = ${filter.programId} and status = 'approved' and payout_id is null)`
    : sql``;
  return sql<Group[]>`
    with held as (
      select id, partner_id, currency, amount_minor from commissions
      where brand_id = ${tx.brandId} and status = 'approved' and payout_id is null ${partners} ${program}
      order by id for no key update)
    select partner_id as "partnerId", currency, sum(amount_minor)::bigint as amount, array_agg(id) as "entryIds"
    from held group by partner_id, currency order by partner_id, currency`;
}

export async function addPayouts(tx: Tx, payouts: readonly NewPayout[]): Promise<void> {
  if (payouts.length === 0) return;
  await tx.sql`
    insert into payouts (brand_id, id, partner_id, currency, amount_minor, rail, destination, status, next_at, created_at, created_by)
    select ${tx.brandId}::uuid, p.id, p.partner_id, p.currency, p.amount, p.rail, p.destination, 'planned',
      case when p.rail = 'stripe_connect' then p.created_at end, p.created_at, p.created_by
    from unnest(
      ${ids(payouts.map((one) => one.id))}::uuid[], ${ids(payouts.map((one) => one.partnerId))}::uuid[],
      ${texts(payouts.map((one) => one.currency))}::text[], ${payouts.map((one) => String(one.amount))}::bigint[],
      ${texts(payouts.map((one) => one.rail))}::text[], ${texts(payouts.map((one) => one.destination))}::text[],
      ${instants(payouts.map((one) => one.createdAt))}::timestamptz[], ${texts(payouts.map((one) => one.createdBy))}::text[]
    ) as p(id, partner_id, currency, amount, rail, destination, created_at, created_by)`;
  await claim(tx, payouts);
}

async function claim(tx: Tx, payouts: readonly NewPayout[]): Promise<void> {
  const entries = payouts.flatMap((one) => one.entryIds);
  const owners = payouts.flatMap((one) => one.entryIds.map(() => one.id));
  const claimed = await tx.sql`
    update commissions c set payout_id = p.payout_id
    from unnest(${ids(entries)}::uuid[], ${ids(owners)}::uuid[]) as p(id, payout_id)
    where c.brand_id = ${tx.brandId} and c.id = p.id and c.status = 'approved' and c.payout_id is null`;
  if (claimed.count !== entries.length)
    throw new Outdated(`${entries.length} entries were to be claimed, ${claimed.count} were free`);
}

export async function freeEntries(tx: Tx, payoutId: Id): Promise<void> {
  await tx.sql`
    update commissions set payout_id = null
    where brand_id = ${tx.brandId} and payout_id = ${payoutId} and status = 'approved'`;
}

export async function payEntries(tx: Tx, payoutId: Id, paidAt: Millis): Promise<Id[]> {
  const rows = await tx.sql<{ id: Id }[]>`
    update commissions set status = 'paid', paid_at = ${paidAt}
    where brand_id = ${tx.brandId} and payout_id = ${payoutId} and status = 'approved' returning id`;
  return rows.map((row) => row.id);
}

/** What a payout paid for, in the order of their making. */
export type PaidEntry = {
  id: Id;
  programId: Id;
  programName: string;
  eventId: Id | null;
  kind: string;
  amount: Minor;
  currency: string;
  createdAt: Millis;
  reason: string | null;
};

export function entriesOfPayout(tx: Tx, payoutId: Id, limit: number): Promise<PaidEntry[]> {
  return tx.sql<PaidEntry[]>`
    select c.id, c.program_id as "programId", p.name as "programName", c.event_id as "eventId", c.kind, c.amount_minor as amount,
      c.currency, c.created_at as "createdAt", c.reason
    from commissions c join programs p on p.brand_id = c.brand_id and p.id = c.program_id
    where c.brand_id = ${tx.brandId} and c.payout_id = ${payoutId} order by c.id limit ${limit}`;
}
