import type { Minor } from "@/server/money/minor";
import { type Millis, SECOND_MS } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { MacroValues } from "../macros";
import type { Change } from "../types";
import { clickMacros } from "./clicks";
import { filled, isoTime, majorUnits, moneyOf, type Told } from "./told";

/** An event as a message shows it. */
export type EventFacts = {
  id: Id;
  type: string;
  externalId: string | null;
  userId: string;
  ts: Millis;
  value: Minor | null;
  currency: string | null;
};
type Touch = {
  eventId: Id;
  model: string | null;
  clickId: Id | null;
  partnerId: Id;
  partnerName: string;
  programId: Id;
  programName: string;
  weight: number;
};

const WHOLE = 1_000_000;

/** `event.attributed`: who is credited with what. Touches are as they are when the message is made. */
export async function eventsTold(tx: Tx, changes: readonly Change[]): Promise<Map<Id, Told>> {
  const eventIds = changes.map((change) => change.subject);
  const [events, touches] = await Promise.all([eventsOf(tx, eventIds), touchesOf(tx, eventIds)]);
  const clicks = await clickMacros(
    tx,
    touches.flatMap((touch) => touch.clickId ?? []),
  );
  return new Map(
    changes.flatMap((change) => {
      const event = events.get(change.subject);
      const own = touches.filter((touch) => touch.eventId === change.subject);
      return event ? [[change.id, told(event, own, clicks)]] : [];
    }),
  );
}

export function presentEvent(event: EventFacts): object {
  const { value, currency, ts, ...rest } = event;
  return {
    ...rest,
    ts: isoTime(ts),
    value: value === null || currency === null ? null : moneyOf(value, currency),
  };
}

/** What templates can hold of an event. */
export function eventMacros(event: EventFacts): MacroValues {
  const { value, currency } = event;
  return filled({
    event: event.type,
    event_id: event.id,
    transaction_id: event.externalId,
    amount: value === null || currency === null ? null : majorUnits(value, currency),
    currency,
    ts: String(Math.floor(event.ts / SECOND_MS)),
  });
}

function told(event: EventFacts, touches: readonly Touch[], clicks: ReadonlyMap<Id, MacroValues>): Told {
  const macros = new Map<Id, MacroValues>();
  // The heaviest come first, so a partner with several clicks is told of the one that counts most.
  for (const touch of touches) {
    if (macros.has(touch.partnerId)) continue;
    macros.set(touch.partnerId, {
      ...(touch.clickId === null ? {} : clicks.get(touch.clickId)),
      ...eventMacros(event),
      partner_id: touch.partnerId,
      program_id: touch.programId,
      status: "attributed",
    });
  }
  const data = {
    event: presentEvent(event),
    model: touches[0]?.model ?? null,
    touches: touches.map((touch) => ({
      clickId: touch.clickId,
      partner: { id: touch.partnerId, name: touch.partnerName },
      program: { id: touch.programId, name: touch.programName },
      weight: touch.weight / WHOLE,
    })),
  };
  return { data, macros };
}

async function eventsOf(tx: Tx, ids: readonly Id[]): Promise<Map<Id, EventFacts>> {
  const rows = await tx.sql<EventFacts[]>`
    select id, type, external_id as "externalId", user_id as "userId", ts, value_minor as value, currency
    from events where brand_id = ${tx.brandId} and id = any(${[...new Set(ids)]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

function touchesOf(tx: Tx, eventIds: readonly Id[]): Promise<Touch[]> {
  return tx.sql<Touch[]>`
    select a.event_id as "eventId", o.model, a.click_id as "clickId", a.partner_id as "partnerId", p.name as "partnerName",
      a.program_id as "programId", g.name as "programName", a.weight
    from attributions a
    join partners p on p.brand_id = a.brand_id and p.id = a.partner_id
    join programs g on g.brand_id = a.brand_id and g.id = a.program_id
    left join outcomes o on o.brand_id = a.brand_id and o.event_id = a.event_id
    where a.brand_id = ${tx.brandId} and a.event_id = any(${[...new Set(eventIds)]}::uuid[])
    order by a.weight desc, a.id`;
}
