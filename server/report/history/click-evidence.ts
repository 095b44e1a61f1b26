import { type Context, permitBrand, transact } from "@/server/auth/context";
import { findClick } from "@/server/click/read";
import { DAY_MS, type Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";

/** What stands around a click, for a person who judges it. */
export type ClickEvidence = {
  /** Other clicks on the partner's links from the same address, at most a day before or after; null where the address is unknown. */
  sameAddress: number | null;
  /** User ids that the click is tied to; ten at most. */
  userIds: string[];
  /** Events that are credited to the click. */
  events: number;
  /** What people decided about it, the latest first. */
  decisions: { kind: "flag" | "unflag"; at: Millis; by: string; reason: string | null }[];
};

const MAX_USERS = 10;

export function clickEvidence(ctx: Context, clickId: Id): Promise<ClickEvidence> {
  permitBrand(ctx.actor, "clicks:read");
  return transact(ctx, async (tx) => {
    const { sql, brandId } = tx;
    const { ipHash, partnerId, ts } = await findClick(tx, clickId);
    const [near, users, credited, decisions] = await Promise.all([
      ipHash === null
        ? null
        : sql<{ count: number }[]>`
            select count(*)::int as count from clicks
            where brand_id = ${brandId} and partner_id = ${partnerId} and ts between ${ts - DAY_MS} and ${ts + DAY_MS}
              and ip_hash = ${ipHash} and id <> ${clickId}`,
      sql<{ userId: string }[]>`
        select distinct user_id as "userId" from identities
        where brand_id = ${brandId} and click_id = ${clickId} order by 1 limit ${MAX_USERS}`,
      sql<{ count: number }[]>`
        select count(distinct a.event_id)::int as count
        from (select distinct user_id from identities where brand_id = ${brandId} and click_id = ${clickId}) i
        join events e on e.brand_id = ${brandId} and e.user_id = i.user_id
        join attributions a on a.brand_id = e.brand_id and a.event_id = e.id and a.click_id = ${clickId}`,
      sql<ClickEvidence["decisions"]>`
        select kind, created_at as at, actor as by, reason from decisions
        where brand_id = ${brandId} and click_id = ${clickId} order by id desc limit 20`,
    ]);
    return {
      sameAddress: near?.[0]?.count ?? null,
      userIds: users.map((row) => row.userId),
      events: credited[0]?.count ?? 0,
      decisions: [...decisions],
    };
  });
}
