import { type Outcome, type OutcomeDetail, outcomeSentence } from "@/server/attribution/rules";
import { type Context, permitBrand, transact } from "@/server/auth/context";
import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/** An event with what deriving made of it. */
export type EventRow = {
  id: Id;
  type: string;
  userId: string;
  customerId: Id;
  ts: Millis;
  createdAt: Millis;
  source: string;
  externalId: string | null;
  value: Minor | null;
  currency: string | null;
  /** Null for the moment between storing and deriving. */
  outcome: { status: Outcome["status"]; sentence: string } | null;
  partnerIds: Id[];
};

export type EventFilter = {
  limit: number;
  cursor?: Id | undefined;
  type?: string | undefined;
  userId?: string | undefined;
  outcome?: Outcome["status"] | undefined;
  /** Credited to this partner. */
  partnerId?: Id | undefined;
  /** When it happened: a half-open span. */
  from?: Millis | undefined;
  to?: Millis | undefined;
  /** By when it was stored; descending unless said. */
  order?: "asc" | "desc" | undefined;
};

type Stored = Omit<EventRow, "outcome"> & { status: Outcome["status"] | null; detail: OutcomeDetail | null };

/** The brand's events in the order in which they were stored, one more than asked for. */
export function listEvents(ctx: Context, filter: EventFilter): Promise<EventRow[]> {
  permitBrand(ctx.actor, "events:read");
  return transact(ctx, async (tx) => (await load(tx, filter)).map(withSentence));
}

function load(
  { sql, brandId }: Tx,
  { limit, cursor, type, userId, outcome, partnerId, from, to, order = "desc" }: EventFilter,
): Promise<Stored[]> {
  const next = order === "asc" ? sql`>` : sql`<`;
  const withOutcome = (status: Outcome["status"]) =>
    // Attributed events are met on the way through all of them; of the others an index knows, which those cost nothing.
    status === "attributed"
      ? sql`and o.status = ${status}`
      : sql`and e.id in (
        select event_id from outcomes where brand_id = ${brandId} and status = ${status} and status <> 'attributed'
          ${cursor ? sql`and event_id ${next} ${cursor}` : sql``})`;
  return sql<Stored[]>`
    select e.id, e.type, e.user_id as "userId", u.customer_id as "customerId", e.ts, e.created_at as "createdAt", e.source,
      e.external_id as "externalId", e.value_minor as value, e.currency, o.status, o.detail,
      coalesce((select array_agg(distinct a.partner_id) from attributions a
        where a.brand_id = e.brand_id and a.event_id = e.id), '{}') as "partnerIds"
    from events e
    join customer_users u on u.brand_id = e.brand_id and u.user_id = e.user_id
    left join outcomes o on o.brand_id = e.brand_id and o.event_id = e.id
    where e.brand_id = ${brandId} ${cursor ? sql`and e.id ${next} ${cursor}` : sql``}
      ${type === undefined ? sql`` : sql`and e.type = ${type}`}
      ${userId === undefined ? sql`` : sql`and e.user_id = ${userId}`}
      ${outcome === undefined ? sql`` : withOutcome(outcome)}
      ${partnerId === undefined ? sql`` : sql`and e.id in (select event_id from attributions where brand_id = ${brandId} and partner_id = ${partnerId})`}
      ${from === undefined ? sql`` : sql`and e.ts >= ${from}`} ${to === undefined ? sql`` : sql`and e.ts < ${to}`}
    order by e.id ${order === "asc" ? sql`asc` : sql`desc`} limit ${limit + 1}`;
}

function withSentence({ status, detail, ...row }: Stored): EventRow {
  return { ...row, outcome: status && detail ? { status, sentence: outcomeSentence(detail) } : null };
}
