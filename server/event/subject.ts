import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { historyEvents } from "./history";
import type { EventFact } from "./rules";

/** An event and its customer, with all user ids that are known to be that customer. */
type Owned = { event: EventFact; customerId: Id; users: string[] };

/** Whose history an event is part of: its user's customer, or for a refund or dispute that of the sale it names. */
export async function customerOf(tx: Tx, eventId: Id): Promise<Owned | null> {
  const candidates = await tx.sql<{ customerId: Id }[]>`
    select u.customer_id as "customerId" from events e
    join customer_users u on u.brand_id = e.brand_id and u.user_id = e.user_id
    where e.brand_id = ${tx.brandId} and e.id = ${eventId}
    union
    select u.customer_id from events r
    join events s on s.brand_id = r.brand_id and (s.external_id = r.refund_of or s.id = r.refund_of_id)
    join customer_users u on u.brand_id = s.brand_id and u.user_id = s.user_id
    where r.brand_id = ${tx.brandId} and r.id in (
      select ${eventId}::uuid
      union
      -- The end of a dispute may leave it to the opening to name the sale.
      select o.id from events e join events o on o.brand_id = e.brand_id and o.external_id = e.external_id
      where e.brand_id = ${tx.brandId} and e.id = ${eventId} and o.refund_of is not null)`;
  const histories = await historyEvents(
    tx,
    candidates.map((row) => row.customerId),
  );
  for (const [customerId, events] of histories) {
    const event = events.find((one) => one.id === eventId);
    if (!event) continue;
    const users = await tx.sql<{ userId: string }[]>`
      select user_id as "userId" from customer_users where brand_id = ${tx.brandId} and customer_id = ${customerId} order by user_id`;
    return { event, customerId, users: users.map((row) => row.userId) };
  }
  return null;
}
