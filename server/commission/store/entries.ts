import type { Minor } from "@/server/money/minor";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { Outdated, type Tx } from "@/server/platform/postgres/database";
import { type IdList, tuples } from "@/server/platform/postgres/sql";
import type { Entry, Posting } from "../settle";

/** An entry to add, with what the ledger needs beside the posting. */
export type NewEntry = Posting & { id: Id; approvedAt: number | null };

/** What an entry's `eventId` names: an event or, for pay per click, a local day. */
export type EntrySource = "event" | "day";

type EntryRow = [
  Id,
  Id,
  Id,
  Id,
  string,
  string,
  Id,
  Minor,
  Entry["status"],
  boolean,
  number,
  Entry["kind"],
  Minor | null,
];

/** The ledger entries of these events, oldest first, reversed ones left out: they weigh nothing. */
export async function entriesOf(tx: Tx, events: IdList): Promise<Entry[]> {
  const rows = await tuples<EntryRow>(tx.sql`
    select c.id, c.event_id, c.partner_id, c.program_id, c.rule_id, c.currency, c.terms_id, c.amount_minor, c.status,
      c.payout_id is not null, c.available_at, c.kind, c.net_minor
    from unnest(${events}::uuid[]) as e(id) join commissions c on c.brand_id = ${tx.brandId} and c.event_id = e.id
    where c.status <> 'reversed'`);
  return rows.map(entryOf).sort(byId);
}

/** The pay-per-click entries of a program's days, with the day where an event's entries have the event. */
export async function entriesOfDays(tx: Tx, programId: Id, days: readonly string[]): Promise<Entry[]> {
  const rows = await tuples<EntryRow>(tx.sql`
    select c.id, c.click_day, c.partner_id, c.program_id, c.rule_id, c.currency, c.terms_id, c.amount_minor, c.status,
      c.payout_id is not null, c.available_at, c.kind, c.net_minor
    from commissions c
    where c.brand_id = ${tx.brandId} and c.program_id = ${programId} and c.click_day = any(${[...days]}::date[])
      and c.status <> 'reversed'`);
  return rows.map(entryOf).sort(byId);
}

function entryOf(row: EntryRow): Entry {
  const [
    id,
    eventId,
    partnerId,
    programId,
    ruleId,
    currency,
    termsId,
    amount,
    status,
    inPayout,
    availableAt,
    kind,
    net,
  ] = row;
  const claimed = inPayout && status !== "paid";
  return {
    id,
    eventId,
    partnerId,
    programId,
    ruleId,
    currency,
    termsId,
    amount,
    status,
    claimed,
    availableAt,
    kind,
    net,
  };
}

function byId(a: Entry, b: Entry): number {
  return a.id < b.id ? -1 : 1;
}

/** Takes open entries out of the ledger. Their state is asked for again: one that was paid meanwhile undoes the transaction. */
export async function reverseEntries(tx: Tx, ids: readonly Id[], reason: string): Promise<void> {
  if (ids.length === 0) return;
  const reversed = await tx.sql`
    update commissions set status = 'reversed', reversed_at = ${now()}, reversed_by = 'derivation', reason = ${reason}
    where brand_id = ${tx.brandId} and id = any(${[...ids]}::uuid[]) and status in ('pending', 'approved') and payout_id is null`;
  if (reversed.count !== ids.length) {
    throw new Outdated(`${ids.length} entries were to be reversed, ${reversed.count} were open`);
  }
}

export async function insertEntries(tx: Tx, rows: readonly NewEntry[], source: EntrySource): Promise<void> {
  if (rows.length === 0) return;
  const { sql } = tx;
  const [column, type] = source === "event" ? [sql`event_id`, sql`uuid`] : [sql`click_day`, sql`date`];
  await sql`
    insert into commissions (brand_id, id, ${column}, partner_id, program_id, rule_id, terms_id, kind, status, amount_minor, currency,
      net_minor, arithmetic, available_at, created_at, approved_at, approved_by)
    select ${tx.brandId}::uuid, c.id, c.source, c.partner_id, c.program_id, c.rule_id, c.terms_id, c.kind, c.status, c.amount_minor,
      c.currency, c.net_minor, c.arithmetic::jsonb, c.available_at, coalesce(c.approved_at, ${now()}::timestamptz), c.approved_at,
      case when c.approved_at is not null then 'automatic' end
    from unnest(
      ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.eventId)}::${type}[], ${rows.map((row) => row.partnerId)}::uuid[],
      ${rows.map((row) => row.programId)}::uuid[], ${rows.map((row) => row.ruleId)}::text[], ${rows.map((row) => row.termsId)}::uuid[],
      ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.status)}::text[],
      ${rows.map((row) => String(row.amount))}::bigint[], ${rows.map((row) => row.currency)}::text[],
      ${rows.map((row) => (row.net === null ? null : String(row.net)))}::bigint[],
      ${rows.map((row) => (row.arithmetic === null ? null : JSON.stringify(row.arithmetic)))}::text[],
      ${rows.map((row) => row.availableAt)}::timestamptz[], ${rows.map((row) => row.approvedAt)}::timestamptz[]
    ) as c(id, source, partner_id, program_id, rule_id, terms_id, kind, status, amount_minor, currency, net_minor, arithmetic,
      available_at, approved_at)`;
}
