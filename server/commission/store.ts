import type { Attribution, Outcome } from "@/server/attribution/rules";
import type { Minor } from "@/server/money/minor";
import { now } from "@/server/platform/clock";
import { Outdated, type Tx } from "@/server/platform/database";
import type { Id } from "@/server/platform/ids";
import { tuples } from "@/server/platform/sql";
import type { Entry, Posting } from "./settle";

/** What the database holds of one event's derivation. */
export type StoredOutcome = {
  eventId: Id;
  status: Outcome["status"];
  model: Outcome["model"];
  termsId: Id | null;
  detail: string;
};
export type StoredAttribution = Attribution & { id: Id };
export type StoredEntry = Entry & { createdAt: number };

/** An entry to add, with what the store needs beside the posting. */
export type NewEntry = Posting & { id: Id; approvedAt: number | null };

export async function outcomesOf(tx: Tx, customerIds: readonly Id[]): Promise<StoredOutcome[]> {
  const rows = await tuples<[Id, Outcome["status"], Outcome["model"], Id | null, string]>(tx.sql`
    select o.event_id, o.status, o.model, o.terms_id, o.detail::text
    from customer_users u
    join events e on e.brand_id = u.brand_id and e.user_id = u.user_id
    join outcomes o on o.brand_id = e.brand_id and o.event_id = e.id
    where u.brand_id = ${tx.brandId} and u.customer_id = any(${[...customerIds]}::uuid[])`);
  return rows.map(([eventId, status, model, termsId, detail]) => ({
    eventId,
    status,
    model,
    termsId,
    detail,
  }));
}

/** The outcomes of events that belong to other users but were derived with these customers: refunds reported under another id. */
export async function outcomesOfEvents(tx: Tx, eventIds: readonly Id[]): Promise<StoredOutcome[]> {
  const rows = await tuples<[Id, Outcome["status"], Outcome["model"], Id | null, string]>(tx.sql`
    select event_id, status, model, terms_id, detail::text from outcomes
    where brand_id = ${tx.brandId} and event_id = any(${[...eventIds]}::uuid[])`);
  return rows.map(([eventId, status, model, termsId, detail]) => ({
    eventId,
    status,
    model,
    termsId,
    detail,
  }));
}

export async function attributionsOf(tx: Tx, customerIds: readonly Id[]): Promise<StoredAttribution[]> {
  const rows = await tuples<[Id, Id, Id | null, Id, Id, Id, number]>(tx.sql`
    select a.id, a.event_id, a.click_id, a.partner_id, a.program_id, a.terms_id, a.weight
    from customer_users u
    join events e on e.brand_id = u.brand_id and e.user_id = u.user_id
    join attributions a on a.brand_id = e.brand_id and a.event_id = e.id
    where u.brand_id = ${tx.brandId} and u.customer_id = any(${[...customerIds]}::uuid[])`);
  return rows.map(([id, eventId, clickId, partnerId, programId, termsId, weight]) => ({
    id,
    eventId,
    clickId,
    partnerId,
    programId,
    termsId,
    weight,
  }));
}

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
  number,
];

/** The ledger entries of these customers' events, oldest first, reversed ones left out: they weigh nothing. */
export async function entriesOf(tx: Tx, customerIds: readonly Id[]): Promise<StoredEntry[]> {
  const rows = await tuples<EntryRow>(tx.sql`
    select c.id, c.event_id, c.partner_id, c.program_id, c.rule_id, c.currency, c.terms_id, c.amount_minor, c.status,
      c.payout_id is not null, c.available_at, c.kind, c.net_minor, c.created_at
    from customer_users u
    join events e on e.brand_id = u.brand_id and e.user_id = u.user_id
    join commissions c on c.brand_id = e.brand_id and c.event_id = e.id
    where u.brand_id = ${tx.brandId} and u.customer_id = any(${[...customerIds]}::uuid[]) and c.status <> 'reversed'`);
  return rows.map(
    ([
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
      createdAt,
    ]) => ({
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
      createdAt,
    }),
  );
}

export async function replaceOutcomes(
  tx: Tx,
  outcomes: readonly (Omit<StoredOutcome, "detail"> & { detail: string })[],
): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.sql`
    insert into outcomes (brand_id, event_id, status, model, terms_id, detail, created_at)
    select ${tx.brandId}::uuid, o.event_id, o.status, o.model, o.terms_id, o.detail::json, ${now()}::timestamptz
    from unnest(
      ${outcomes.map((one) => one.eventId)}::uuid[], ${outcomes.map((one) => one.status)}::text[], ${outcomes.map((one) => one.model)}::text[],
      ${outcomes.map((one) => one.termsId)}::uuid[], ${outcomes.map((one) => one.detail)}::text[]
    ) as o(event_id, status, model, terms_id, detail)
    on conflict (brand_id, event_id) do update
      set status = excluded.status, model = excluded.model, terms_id = excluded.terms_id, detail = excluded.detail, created_at = excluded.created_at`;
}

export async function deleteAttributions(tx: Tx, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql`delete from attributions where brand_id = ${tx.brandId} and id = any(${[...ids]}::uuid[])`;
}

export async function insertAttributions(tx: Tx, rows: readonly StoredAttribution[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql`
    insert into attributions (brand_id, id, event_id, click_id, partner_id, program_id, terms_id, weight)
    select ${tx.brandId}::uuid, a.*
    from unnest(
      ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.eventId)}::uuid[], ${rows.map((row) => row.clickId)}::uuid[],
      ${rows.map((row) => row.partnerId)}::uuid[], ${rows.map((row) => row.programId)}::uuid[], ${rows.map((row) => row.termsId)}::uuid[],
      ${rows.map((row) => row.weight)}::int[]
    ) as a`;
}

/** Takes open entries out of the ledger. The status is asked for again, so that an entry paid meanwhile stops everything. */
export async function reverseEntries(tx: Tx, ids: readonly Id[], reason: string): Promise<void> {
  if (ids.length === 0) return;
  const reversed = await tx.sql`
    update commissions set status = 'reversed', reversed_at = ${now()}, reversed_by = 'derivation', reason = ${reason}
    where brand_id = ${tx.brandId} and id = any(${[...ids]}::uuid[]) and status in ('pending', 'approved') and payout_id is null`;
  if (reversed.count !== ids.length)
    throw new Outdated(`${ids.length} entries were to be reversed, ${reversed.count} were open`);
}

export async function insertEntries(tx: Tx, rows: readonly NewEntry[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql`
    insert into commissions (brand_id, id, event_id, partner_id, program_id, rule_id, terms_id, kind, status, amount_minor, currency,
      net_minor, arithmetic, available_at, created_at, approved_at, approved_by)
    select ${tx.brandId}::uuid, c.id, c.event_id, c.partner_id, c.program_id, c.rule_id, c.terms_id, c.kind, c.status, c.amount_minor, c.currency,
      c.net_minor, c.arithmetic::jsonb, c.available_at, ${now()}::timestamptz, c.approved_at, case when c.approved_at is not null then 'automatic' end
    from unnest(
      ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.eventId)}::uuid[], ${rows.map((row) => row.partnerId)}::uuid[],
      ${rows.map((row) => row.programId)}::uuid[], ${rows.map((row) => row.ruleId)}::text[], ${rows.map((row) => row.termsId)}::uuid[],
      ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.status)}::text[], ${rows.map((row) => String(row.amount))}::bigint[],
      ${rows.map((row) => row.currency)}::text[], ${rows.map((row) => (row.net === null ? null : String(row.net)))}::bigint[],
      ${rows.map((row) => JSON.stringify(row.arithmetic))}::text[], ${rows.map((row) => row.availableAt)}::timestamptz[],
      ${rows.map((row) => row.approvedAt)}::timestamptz[]
    ) as c(id, event_id, partner_id, program_id, rule_id, terms_id, kind, status, amount_minor, currency, net_minor, arithmetic, available_at, approved_at)`;
}
