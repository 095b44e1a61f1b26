import type postgres from "postgres";
import { inRange, type Range } from "@/server/identity/range";
import { now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { type CreditDecision, type Decision, standingCredits } from "./history";

type Row = {
  customer_id: Id;
  id: Id;
  at: number;
  kind: Decision["kind"];
  click_id: Id | null;
  event_id: Id | null;
  partner_id: Id | null;
  program_id: Id | null;
  rule_id: string | null;
  currency: string | null;
  reason: string | null;
};

/** What people decided about each customer's clicks and events, in the order of their decisions. */
export function historyDecisions(tx: Tx, customerIds: readonly Id[]): Promise<Map<Id, Decision[]>> {
  return decisionsOf(tx, tx.sql`u.customer_id = any(${[...customerIds]}::uuid[])`);
}

/** The same for all customers of a range; those about whom nothing was decided are absent. */
export function rangeDecisions(tx: Tx, range: Range): Promise<Map<Id, Decision[]>> {
  return decisionsOf(tx, tx.sql.unsafe(inRange(tx, range)));
}

async function decisionsOf(tx: Tx, isAsked: postgres.Fragment): Promise<Map<Id, Decision[]>> {
  const rows = await tx.sql<Row[]>`
    select u.customer_id, d.id, d.created_at as at, d.kind, d.click_id, d.event_id, d.partner_id, d.program_id, d.rule_id, d.currency, d.reason
    from decisions d join events e on e.brand_id = d.brand_id and e.id = d.event_id
    join customer_users u on u.brand_id = e.brand_id and u.user_id = e.user_id
    where d.brand_id = ${tx.brandId} and d.event_id is not null and ${isAsked}
    union
    select u.customer_id, d.id, d.created_at, d.kind, d.click_id, d.event_id, d.partner_id, d.program_id, d.rule_id, d.currency, d.reason
    from decisions d join identities i on i.brand_id = d.brand_id and i.click_id = d.click_id
    join customer_users u on u.brand_id = i.brand_id and u.user_id = i.user_id
    where d.brand_id = ${tx.brandId} and d.click_id is not null and ${isAsked}
    order by id`;
  const decisions = new Map<Id, Decision[]>();
  for (const row of rows) {
    const list = decisions.get(row.customer_id) ?? [];
    list.push(decisionOf(row));
    decisions.set(row.customer_id, list);
  }
  return decisions;
}

function decisionOf(row: Row): Decision {
  const act = { id: row.id, at: row.at, reason: row.reason };
  switch (row.kind) {
    case "flag":
    case "unflag":
      return { ...act, kind: row.kind, clickId: present(row.click_id, row) };
    case "credit":
    case "uncredit":
      return {
        ...act,
        kind: row.kind,
        eventId: present(row.event_id, row),
        partnerId: present(row.partner_id, row),
        programId: present(row.program_id, row),
      };
    case "reverse":
    case "unreverse":
      return {
        ...act,
        kind: row.kind,
        key: {
          eventId: present(row.event_id, row),
          partnerId: present(row.partner_id, row),
          programId: present(row.program_id, row),
          ruleId: present(row.rule_id, row),
          currency: present(row.currency, row),
        },
      };
  }
}

function present<T>(value: T | null, row: Row): T {
  if (value === null) throw new Error(`decision ${row.id} of kind ${row.kind} lacks what it is about`);
  return value;
}

/** What a commission is owed for; `click_day` takes the event's place for pay per click. */
export type DecidedKey = {
  event_id: Id | null;
  click_day: string | null;
  partner_id: Id;
  program_id: Id;
  rule_id: string;
  currency: string;
};

/** Whether people's last word about a key is that it is worth nothing. */
export async function isReversed(tx: Tx, key: DecidedKey): Promise<boolean> {
  const source =
    key.event_id === null ? tx.sql`click_day = ${key.click_day}` : tx.sql`event_id = ${key.event_id}`;
  const [last] = await tx.sql<{ kind: Decision["kind"] }[]>`
    select kind from decisions
    where brand_id = ${tx.brandId} and ${source} and partner_id = ${key.partner_id} and program_id = ${key.program_id}
      and rule_id = ${key.rule_id} and currency = ${key.currency} and kind in ('reverse', 'unreverse')
    order by id desc limit 1`;
  return last?.kind === "reverse";
}

/** A credit by hand, with the name of who gave it. */
export type CreditByHand = CreditDecision & { by: string };

/** The credit by hand that holds for an event, or null. */
export async function creditByHandOf(tx: Tx, eventId: Id): Promise<CreditByHand | null> {
  const decisions = await tx.sql<CreditByHand[]>`
    select id, created_at as at, kind, event_id as "eventId", partner_id as "partnerId", program_id as "programId", reason, actor as by
    from decisions where brand_id = ${tx.brandId} and event_id = ${eventId} and kind in ('credit', 'uncredit') order by id`;
  return decisions.reduce<CreditByHand[]>(standingCredits, []).at(-1) ?? null;
}

/** Adds a decision. The caller derives the customers concerned in the same transaction. */
export async function insertDecision(
  tx: Tx,
  decision: Omit<Row, "customer_id" | "id" | "at"> & { click_day?: string | null; actor: string },
): Promise<Id> {
  const id = newId();
  await tx.sql`
    insert into decisions (brand_id, id, kind, click_id, event_id, partner_id, program_id, rule_id, currency, click_day, reason, actor, created_at)
    values (${tx.brandId}, ${id}, ${decision.kind}, ${decision.click_id}, ${decision.event_id}, ${decision.partner_id},
      ${decision.program_id}, ${decision.rule_id}, ${decision.currency}, ${decision.click_day ?? null}, ${decision.reason}, ${decision.actor}, ${now()})`;
  return id;
}
