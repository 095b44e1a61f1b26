import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import { ids } from "@/server/platform/postgres/arrays";
import type { Tx } from "@/server/platform/postgres/database";
import type { FileRail, FileRow } from "../files/formats";

/** A file with its rows counted by what became of them. */
export type PayoutFile = {
  id: Id;
  rail: FileRail;
  currency: string;
  createdAt: Millis;
  createdBy: string;
  rows: number;
  sending: number;
  total: Minor;
};

export type NewFile = Pick<PayoutFile, "rail" | "currency" | "createdAt" | "createdBy">;

/** The oldest planned payouts that go into a file, held until the transaction ends. */
export async function holdForFile(
  tx: Tx,
  { rail, currency, limit }: { rail: FileRail; currency: string; limit: number },
): Promise<Id[]> {
  const rows = await tx.sql<{ id: Id }[]>`
    select id from payouts
    where brand_id = ${tx.brandId} and status = 'planned' and rail = ${rail} and currency = ${currency}
    order by id limit ${limit} for no key update`;
  return rows.map((row) => row.id);
}

/** Adds the file and takes these payouts into it. */
export async function insertFile(tx: Tx, file: NewFile, payoutIds: readonly Id[]): Promise<Id> {
  const id = newId();
  const list = ids(payoutIds);
  await tx.sql`
    insert into payout_files (brand_id, id, rail, currency, created_at, created_by)
    values (${tx.brandId}, ${id}, ${file.rail}, ${file.currency}, ${file.createdAt}, ${file.createdBy})`;
  await tx.sql`
    update payouts set status = 'sending', file_id = ${id}
    where brand_id = ${tx.brandId} and id = any(${list}::uuid[])`;
  await tx.sql`
    insert into payout_steps (brand_id, id, payout_id, status, note, at, by)
    select ${tx.brandId}::uuid, s.id, s.payout_id, 'sending', ${`in the file ${id}`}, ${file.createdAt}::timestamptz, ${file.createdBy}
    from unnest(${ids(payoutIds.map(() => newId()))}::uuid[], ${list}::uuid[]) as s(id, payout_id)`;
  return id;
}

export type FilePage = {
  limit: number;
  cursor?: Id | undefined;
  rail?: FileRail | undefined;
  /** Whether some of its payouts are neither confirmed nor failed. */
  open?: boolean | undefined;
};

/** One row more than the page holds, newest first. */
export async function pageOfFiles(
  tx: Tx,
  { cursor, limit, id, rail, open }: FilePage & { id?: Id },
): Promise<PayoutFile[]> {
  const { sql } = tx;
  return sql<PayoutFile[]>`
    select f.id, f.rail, f.currency, f.created_at as "createdAt", f.created_by as "createdBy", p.rows, p.sending, p.total
    from payout_files f
    cross join lateral (
      select count(*)::int as rows, count(*) filter (where status = 'sending')::int as sending, sum(amount_minor)::bigint as total
      from payouts where brand_id = f.brand_id and file_id = f.id) as p
    where f.brand_id = ${tx.brandId} ${id ? sql`and f.id = ${id}` : sql``} ${cursor ? sql`and f.id < ${cursor}` : sql``}
      ${rail ? sql`and f.rail = ${rail}` : sql``} ${open === undefined ? sql`` : sql`and (p.sending > 0) = ${open}`}
    order by f.id desc limit ${limit + 1}`;
}

export function rowsOfFile(tx: Tx, fileId: Id): Promise<FileRow[]> {
  return tx.sql<FileRow[]>`
    select p.id, n.name as "partnerName", p.destination as recipient, p.amount_minor as amount, p.currency
    from payouts p join partners n on n.brand_id = p.brand_id and n.id = p.partner_id
    where p.brand_id = ${tx.brandId} and p.file_id = ${fileId} order by p.id`;
}

/** The payouts of a file that are not finished, in the order of their ids. */
export async function openInFile(tx: Tx, fileId: Id): Promise<Id[]> {
  const rows = await tx.sql<{ id: Id }[]>`
    select id from payouts where brand_id = ${tx.brandId} and file_id = ${fileId} and status = 'sending' order by id`;
  return rows.map((row) => row.id);
}
