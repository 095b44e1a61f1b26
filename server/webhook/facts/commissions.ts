import { type EntryKind, isByHand } from "@/server/commission/settle";
import type { Minor } from "@/server/money/minor";
import { type Millis, SECOND_MS } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { MacroValues } from "../macros";
import type { Change } from "../types";
import { clickMacros } from "./clicks";
import { type EventFacts, eventMacros, presentEvent } from "./events";
import { filled, isoTime, majorUnits, moneyOf, type Told } from "./told";

type Row = {
  id: Id;
  kind: EntryKind;
  amount: Minor;
  currency: string;
  ruleId: string;
  termsId: Id;
  clickDay: string | null;
  availableAt: Millis;
  createdAt: Millis;
  payoutId: Id | null;
  reason: string | null;
  partnerId: Id;
  partnerName: string;
  programId: Id;
  programName: string;
  eventId: Id | null;
  eventType: string | null;
  externalId: string | null;
  userId: string | null;
  eventTs: Millis | null;
  value: Minor | null;
  eventCurrency: string | null;
  clickId: Id | null;
};

/** What an entry became by each change of its state; what it is worth never changes. */
const STATUS: Readonly<Record<string, string>> = {
  "commission.created": "pending",
  "commission.approved": "approved",
  "commission.reversed": "reversed",
  "commission.paid": "paid",
};

/** `commission.*`: an entry of the ledger, what earned it and who gets it. */
export async function commissionsTold(tx: Tx, changes: readonly Change[]): Promise<Map<Id, Told>> {
  const rows = await entriesOf(
    tx,
    changes.map((change) => change.subject),
  );
  const clicks = await clickMacros(
    tx,
    [...rows.values()].flatMap((row) => row.clickId ?? []),
  );
  return new Map(
    changes.flatMap((change) => {
      const row = rows.get(change.subject);
      return row ? [[change.id, told(row, STATUS[change.topic] ?? "", clicks)]] : [];
    }),
  );
}

function told(row: Row, status: string, clicks: ReadonlyMap<Id, MacroValues>): Told {
  const event = eventOf(row);
  const data = {
    id: row.id,
    kind: row.kind,
    status,
    amount: moneyOf(row.amount, row.currency),
    partner: { id: row.partnerId, name: row.partnerName },
    program: { id: row.programId, name: row.programName },
    event: event ? presentEvent(event) : null,
    clickId: row.clickId,
    clickDay: row.clickDay,
    ruleId: row.ruleId,
    termsId: row.termsId,
    availableAt: isoTime(row.availableAt),
    createdAt: isoTime(row.createdAt),
    payoutId: status === "paid" ? row.payoutId : null,
    reason: status === "reversed" || isByHand(row) ? row.reason : null,
  };
  const macros: MacroValues = {
    ...(row.clickDay === null ? {} : { event: "click", ts: String(Math.floor(row.createdAt / SECOND_MS)) }),
    ...(row.clickId === null ? {} : clicks.get(row.clickId)),
    ...(event ? eventMacros(event) : {}),
    ...filled({
      commission: majorUnits(row.amount, row.currency),
      commission_id: row.id,
      currency: row.currency,
      partner_id: row.partnerId,
      program_id: row.programId,
      payout_id: status === "paid" ? row.payoutId : null,
      status,
    }),
  };
  return { data, macros: new Map([[row.partnerId, macros]]) };
}

function eventOf(row: Row): EventFacts | null {
  const { eventId, eventType, userId, eventTs } = row;
  if (eventId === null || eventType === null || userId === null || eventTs === null) return null;
  return {
    id: eventId,
    type: eventType,
    externalId: row.externalId,
    userId,
    ts: eventTs,
    value: row.value,
    currency: row.eventCurrency,
  };
}

async function entriesOf(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Row>> {
  const rows = await tx.sql<Row[]>`
    select c.id, c.kind, c.amount_minor as amount, c.currency, c.rule_id as "ruleId", c.terms_id as "termsId",
      c.click_day as "clickDay", c.available_at as "availableAt", c.created_at as "createdAt", c.payout_id as "payoutId", c.reason,
      c.partner_id as "partnerId", p.name as "partnerName", c.program_id as "programId", g.name as "programName",
      c.event_id as "eventId", e.type as "eventType", e.external_id as "externalId", e.user_id as "userId", e.ts as "eventTs",
      e.value_minor as value, e.currency as "eventCurrency", a.click_id as "clickId"
    from commissions c
    join partners p on p.brand_id = c.brand_id and p.id = c.partner_id
    join programs g on g.brand_id = c.brand_id and g.id = c.program_id
    left join events e on e.brand_id = c.brand_id and e.id = c.event_id
    left join lateral (
      select a.click_id from attributions a
      where a.brand_id = c.brand_id and a.event_id = c.event_id and a.partner_id = c.partner_id and a.program_id = c.program_id
      order by a.weight desc, a.id limit 1) a on true
    where c.brand_id = ${tx.brandId} and c.id = any(${[...new Set(ids)]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}
