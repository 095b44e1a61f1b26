import type { Attribution, Outcome } from "@/server/attribution/rules";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { type IdList, tuples } from "@/server/platform/postgres/sql";

/** What the database holds of one event's derivation. `detail` is the JSON as it was written, so that it compares as text. */
export type StoredOutcome = Pick<Outcome, "eventId" | "status" | "model" | "termsId"> & { detail: string };
export type StoredAttribution = Attribution & { id: Id };

type OutcomeRow = [Id, Outcome["status"], Outcome["model"], Id | null, string];

export async function outcomesOf(tx: Tx, events: IdList): Promise<StoredOutcome[]> {
  const rows = await tuples<OutcomeRow>(tx.sql`
    select o.event_id, o.status, o.model, o.terms_id, o.detail::text
    from unnest(${events}::uuid[]) as e(id) join outcomes o on o.brand_id = ${tx.brandId} and o.event_id = e.id`);
  return rows.map(outcomeOf);
}

function outcomeOf([eventId, status, model, termsId, detail]: OutcomeRow): StoredOutcome {
  return { eventId, status, model, termsId, detail };
}

export async function replaceOutcomes(tx: Tx, outcomes: readonly StoredOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.sql`
    insert into outcomes (brand_id, event_id, status, model, terms_id, detail, created_at)
    select ${tx.brandId}::uuid, o.event_id, o.status, o.model, o.terms_id, o.detail::json, ${now()}::timestamptz
    from unnest(
      ${outcomes.map((one) => one.eventId)}::uuid[], ${outcomes.map((one) => one.status)}::text[],
      ${outcomes.map((one) => one.model)}::text[], ${outcomes.map((one) => one.termsId)}::uuid[],
      ${outcomes.map((one) => one.detail)}::text[]
    ) as o(event_id, status, model, terms_id, detail)
    on conflict (brand_id, event_id) do update
      set status = excluded.status, model = excluded.model, terms_id = excluded.terms_id, detail = excluded.detail,
        created_at = excluded.created_at`;
}

/** Joined rather than compared with a list: for a list PostgreSQL 18 goes through every partner's part of `attributions_partner`. */
export async function attributionsOf(tx: Tx, events: IdList): Promise<StoredAttribution[]> {
  const rows = await tuples<[Id, Id, Id | null, Id, Id, Id, number]>(tx.sql`
    select a.id, a.event_id, a.click_id, a.partner_id, a.program_id, a.terms_id, a.weight
    from unnest(${events}::uuid[]) as e(id) join attributions a on a.brand_id = ${tx.brandId} and a.event_id = e.id`);
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
      ${rows.map((row) => row.partnerId)}::uuid[], ${rows.map((row) => row.programId)}::uuid[],
      ${rows.map((row) => row.termsId)}::uuid[], ${rows.map((row) => row.weight)}::int[]
    ) as a`;
}
