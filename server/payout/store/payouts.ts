import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { ReconcilePage } from "../books";
import type { Payout, PayoutStatus, Rail } from "../rules";
import { payoutColumns } from "./rows";

export type PayoutFilter = {
  partnerId?: Id | undefined;
  status?: PayoutStatus | undefined;
  rail?: Rail | undefined;
  currency?: string | undefined;
  fileId?: Id | undefined;
  from?: Millis | undefined;
  to?: Millis | undefined;
  cursor?: Id | undefined;
  limit: number;
};

/** Newest first; one row more than the limit, so that the caller knows whether there is another page. */
export function pageOfPayouts(tx: Tx, filter: PayoutFilter): Promise<Payout[]> {
  const { sql } = tx;
  return sql<Payout[]>`
    select ${payoutColumns(tx)} from payouts
    where brand_id = ${tx.brandId}
      ${filter.partnerId ? sql`and partner_id = ${filter.partnerId}` : sql``}
      ${filter.status ? sql`and status = ${filter.status}` : sql``}
      ${filter.rail ? sql`and rail = ${filter.rail}` : sql``}
      ${filter.currency ? sql`and currency = ${filter.currency}` : sql``}
      ${filter.fileId ? sql`and file_id = ${filter.fileId}` : sql``}
      ${filter.from !== undefined ? sql`and created_at >= ${filter.from}` : sql``}
      ${filter.to !== undefined ? sql`and created_at < ${filter.to}` : sql``}
      ${filter.cursor ? sql`and id < ${filter.cursor}` : sql``}
    order by id desc limit ${filter.limit + 1}`;
}

export async function findPayout(tx: Tx, id: Id): Promise<Payout | null> {
  const [row] = await tx.sql<Payout[]>`
    select ${payoutColumns(tx)} from payouts where brand_id = ${tx.brandId} and id = ${id}`;
  return row ?? null;
}

export function findPayouts(tx: Tx, ids: readonly Id[]): Promise<Payout[]> {
  return tx.sql<Payout[]>`
    select ${payoutColumns(tx)} from payouts where brand_id = ${tx.brandId} and id = any(${[...ids]}::uuid[])`;
}

/** Money of a payout that came back. */
export type Return = { id: Id; payoutId: Id; amount: Minor; note: string; at: Millis };

export function returnsOf(tx: Tx, payoutId: Id): Promise<Return[]> {
  return tx.sql<Return[]>`
    select id, payout_id as "payoutId", amount_minor as amount, note, at from payout_returns
    where brand_id = ${tx.brandId} and payout_id = ${payoutId} order by id`;
}

export function payoutsToReconcile(tx: Tx, { since, after, limit }: ReconcilePage): Promise<Payout[]> {
  const { sql } = tx;
  return sql<Payout[]>`
    select ${payoutColumns(tx)} from payouts
    where brand_id = ${tx.brandId} and rail = 'stripe_connect' and status <> 'planned'
      and (created_at >= ${since} or status in ('sending', 'held')) ${after === null ? sql`` : sql`and id > ${after}`}
    order by id limit ${limit}`;
}
