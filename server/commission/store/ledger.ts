import type { Minor } from "@/server/money/minor";
import { type Millis, now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { Arithmetic } from "../rules";

/** One entry of the ledger, as people see it. */
export type CommissionRow = {
  id: Id;
  eventId: Id | null;
  clickDay: string | null;
  partnerId: Id;
  programId: Id;
  ruleId: string;
  termsId: Id;
  kind: "accrual" | "correction" | "clawback" | "bonus" | "manual";
  status: "pending" | "approved" | "paid" | "reversed";
  amount: Minor;
  currency: string;
  net: Minor | null;
  arithmetic: Arithmetic | null;
  availableAt: Millis;
  createdAt: Millis;
  approvedAt: Millis | null;
  reversedAt: Millis | null;
  payoutId: Id | null;
  reason: string | null;
};

export type CommissionFilter = {
  partnerId?: Id | undefined;
  programId?: Id | undefined;
  status?: CommissionRow["status"] | undefined;
  eventId?: Id | undefined;
  from?: Millis | undefined;
  to?: Millis | undefined;
  /** Entries whose holdback ends by then. */
  availableBy?: Millis | undefined;
  /** When it was made, unless said. Amounts are ordered within their currency. */
  sort?: CommissionSort | undefined;
  /** Descending, unless said. */
  order?: "asc" | "desc" | undefined;
  cursor?: Id | undefined;
  limit: number;
};

export type CommissionSort = "made" | "available" | "amount";

function columns(tx: Tx) {
  return tx.sql`id, event_id as "eventId", click_day as "clickDay", partner_id as "partnerId", program_id as "programId",
    rule_id as "ruleId", terms_id as "termsId", kind, status, amount_minor as amount, currency, net_minor as net, arithmetic,
    available_at as "availableAt", created_at as "createdAt", approved_at as "approvedAt", reversed_at as "reversedAt",
    payout_id as "payoutId", reason`;
}

/** What a list is ordered by. The id comes last, so that no two entries are equal; ids grow with the time of making. */
function sortKey({ sql }: Tx, sort: CommissionSort) {
  return { made: sql`id`, available: sql`available_at, id`, amount: sql`currency, amount_minor, id` }[sort];
}

/** The same, each key in a direction. */
function ordering({ sql }: Tx, sort: CommissionSort, order: "asc" | "desc") {
  const way = order === "asc" ? sql`asc` : sql`desc`;
  return {
    made: sql`id ${way}`,
    available: sql`available_at ${way}, id ${way}`,
    amount: sql`currency ${way}, amount_minor ${way}, id ${way}`,
  }[sort];
}

/** What follows the entry that a page before ended with. */
function after(tx: Tx, cursor: Id, sort: CommissionSort, order: "asc" | "desc") {
  const { sql } = tx;
  const last = sql`(select ${sortKey(tx, sort)} from commissions where brand_id = ${tx.brandId} and id = ${cursor})`;
  return sql`and (${sortKey(tx, sort)}) ${order === "asc" ? sql`>` : sql`<`} ${last}`;
}

/** One row more than the limit, so that the caller knows whether there is another page. */
export function listEntries(tx: Tx, filter: CommissionFilter): Promise<CommissionRow[]> {
  const { sql } = tx;
  const { sort = "made", order = "desc" } = filter;
  return sql<CommissionRow[]>`
    select ${columns(tx)} from commissions
    where brand_id = ${tx.brandId}
      ${filter.partnerId ? sql`and partner_id = ${filter.partnerId}` : sql``}
      ${filter.programId ? sql`and program_id = ${filter.programId}` : sql``}
      ${filter.status ? sql`and status = ${filter.status}` : sql``}
      ${filter.eventId ? sql`and event_id = ${filter.eventId}` : sql``}
      ${filter.from !== undefined ? sql`and created_at >= ${filter.from}` : sql``}
      ${filter.to !== undefined ? sql`and created_at < ${filter.to}` : sql``}
      ${filter.availableBy !== undefined ? sql`and available_at <= ${filter.availableBy}` : sql``}
      ${filter.cursor ? after(tx, filter.cursor, sort, order) : sql``}
    order by ${ordering(tx, sort, order)} limit ${filter.limit + 1}`;
}

export async function findEntry(tx: Tx, id: Id): Promise<CommissionRow | null> {
  const [row] = await tx.sql<
    CommissionRow[]
  >`select ${columns(tx)} from commissions where brand_id = ${tx.brandId} and id = ${id}`;
  return row ?? null;
}

type Key = Pick<CommissionRow, "eventId" | "clickDay" | "partnerId" | "programId" | "ruleId" | "currency">;

function sameKey(tx: Tx, key: Key) {
  const { sql } = tx;
  const source = key.eventId === null ? sql`click_day = ${key.clickDay}` : sql`event_id = ${key.eventId}`;
  return sql`brand_id = ${tx.brandId} and ${source} and partner_id = ${key.partnerId} and program_id = ${key.programId}
    and rule_id = ${key.ruleId} and currency = ${key.currency} and kind in ('accrual', 'correction', 'clawback')`;
}

/** What a key has brought that can no longer be taken back by reversing it: what was paid, or is in a payout under way. */
export function finalEntriesOfKey(tx: Tx, key: Key): Promise<CommissionRow[]> {
  return tx.sql<CommissionRow[]>`
    select ${columns(tx)} from commissions
    where ${sameKey(tx, key)} and amount_minor > 0 and (status = 'paid' or (status = 'approved' and payout_id is not null))`;
}

/** What a key stands at beside that: reversing it replaces these. */
export function openEntriesOfKey(tx: Tx, key: Key): Promise<CommissionRow[]> {
  return tx.sql<CommissionRow[]>`
    select ${columns(tx)} from commissions
    where ${sameKey(tx, key)} and status in ('pending', 'approved') and payout_id is null`;
}

/** Writes a person's reason beside the entry it reversed, and beside the clawback that it led to. */
export async function noteReason(
  tx: Tx,
  entry: CommissionRow,
  { reason, by }: { reason: string; by: string },
): Promise<void> {
  await tx.sql`
    update commissions set reason = ${reason}, reversed_by = case when status = 'reversed' then ${by} end
    where (id = ${entry.id} and status = 'reversed' and brand_id = ${tx.brandId})
      or (${sameKey(tx, entry)} and kind = 'clawback' and status = 'approved' and payout_id is null and reason is null)`;
}

/** The users whose customer must be held while the state of these entries changes. */
export async function usersOfEvents(tx: Tx, eventIds: readonly Id[]): Promise<string[]> {
  const rows = await tx.sql<{ userId: string }[]>`
    select distinct user_id as "userId" from events where brand_id = ${tx.brandId} and id = any(${[...eventIds]}::uuid[])`;
  return rows.map((row) => row.userId);
}

/** Moves pending entries to approved and says which moved. */
export async function approveEntries(tx: Tx, ids: readonly Id[], by: string): Promise<Id[]> {
  const rows = await tx.sql<{ id: Id }[]>`
    update commissions set status = 'approved', approved_at = ${now()}, approved_by = ${by}
    where brand_id = ${tx.brandId} and id = any(${[...ids]}::uuid[]) and status = 'pending'
    returning id`;
  return rows.map((row) => row.id);
}
