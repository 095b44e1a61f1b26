import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Database, Tx } from "@/server/platform/postgres/database";
import type { Reward } from "../promotion/reward";

/** A coupon whose promotion code at Stripe is not as it should be. */
export type Unlike = {
  couponId: Id;
  code: string;
  /** Whether the code is to be good. */
  wanted: boolean;
  promotionCode: string | null;
  stripeCoupon: string | null;
  active: boolean;
  programId: Id;
  programName: string;
  /** Null where customers get nothing any more. */
  reward: Reward | null;
};

/**
 * Coupons whose promotion code at `platform`, the brand's account, is missing, of another discount, or on where it should be off. A
 * code is to be good while its coupon is on, its program has a reward, and the partner is active in it.
 */
export function loadUnlike(
  tx: Tx,
  { platform, now, limit }: { platform: string; now: Millis; limit: number },
): Promise<Unlike[]> {
  return tx.sql<Unlike[]>`
    select c.id as "couponId", c.code, w.wanted, p.promotion_code as "promotionCode", p.stripe_coupon as "stripeCoupon",
      coalesce(p.active, false) as active, c.program_id as "programId", g.name as "programName",
      case when r.program_id is not null then
        jsonb_build_object('kind', r.kind, 'value', r.value, 'currency', r.currency, 'months', r.months) end as reward
    from coupons c
    join programs g on g.brand_id = c.brand_id and g.id = c.program_id
    left join program_rewards r on r.brand_id = c.brand_id and r.program_id = c.program_id
    left join coupon_promotions p on p.brand_id = c.brand_id and p.coupon_id = c.id and p.platform = ${platform}
    cross join lateral (select c.status = 'active' and r.program_id is not null
      and exists (select from partner_periods a
        where a.brand_id = c.brand_id and a.partner_id = c.partner_id and a.active_to is null)
      and exists (select from enrollments e where e.brand_id = c.brand_id and e.partner_id = c.partner_id
        and e.program_id = c.program_id and e.active_to is null) as wanted) w
    where c.brand_id = ${tx.brandId} and coalesce(p.due_at <= ${now}, true) and (
      (p.promotion_code is null and w.wanted) or p.active <> w.wanted
      or (p.active and p.stripe_coupon is distinct from r.stripe_coupon))
    order by c.id limit ${limit}`;
}

export async function savePromotion(
  tx: Tx,
  one: {
    couponId: Id;
    promotionCode: string | null;
    stripeCoupon: string | null;
    platform: string;
    active: boolean;
    reason: string | null;
    at: Millis;
    dueAt: Millis;
  },
): Promise<void> {
  await tx.sql`
    insert into coupon_promotions (brand_id, coupon_id, promotion_code, stripe_coupon, platform, active, told_at, reason, due_at)
    values (${tx.brandId}, ${one.couponId}, ${one.promotionCode}, ${one.stripeCoupon}, ${one.platform}, ${one.active}, ${one.at},
      ${one.reason}, ${one.dueAt})
    on conflict (brand_id, coupon_id) do update set promotion_code = excluded.promotion_code,
      stripe_coupon = excluded.stripe_coupon, platform = excluded.platform, active = excluded.active, told_at = excluded.told_at, reason = excluded.reason, due_at = excluded.due_at`;
}

/** Notes that Stripe says a code is on or off, unless something newer is known. Gives back whose coupon it is. */
export async function hearPromotion(
  tx: Tx,
  told: { promotionCode: string; active: boolean; at: Millis },
): Promise<Id | null> {
  const [row] = await tx.sql<{ couponId: Id }[]>`
    update coupon_promotions set active = ${told.active}, told_at = ${told.at}
    where brand_id = ${tx.brandId} and promotion_code = ${told.promotionCode} and (told_at is null or told_at <= ${told.at})
    returning coupon_id as "couponId"`;
  return row?.couponId ?? null;
}

export async function loadReward(tx: Tx, programId: Id): Promise<Reward | null> {
  const [row] = await tx.sql<Reward[]>`
    select kind, value, currency, months from program_rewards where brand_id = ${tx.brandId} and program_id = ${programId}`;
  return row ?? null;
}

export async function saveReward(
  tx: Tx,
  programId: Id,
  reward: Reward,
  by: { at: Millis; name: string; stripeCoupon: string },
): Promise<void> {
  await tx.sql`
    insert into program_rewards (brand_id, program_id, kind, value, currency, months, stripe_coupon, changed_at, changed_by)
    values (${tx.brandId}, ${programId}, ${reward.kind}, ${reward.value}, ${reward.currency}, ${reward.months}, ${by.stripeCoupon},
      ${by.at}, ${by.name})
    on conflict (brand_id, program_id) do update set kind = excluded.kind, value = excluded.value, currency = excluded.currency,
      months = excluded.months, stripe_coupon = excluded.stripe_coupon, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by`;
  // A failure of the former reward says nothing about this one.
  await tx.sql`
    update coupon_promotions p set due_at = ${by.at}
    from coupons c where c.brand_id = p.brand_id and c.id = p.coupon_id and c.brand_id = ${tx.brandId} and c.program_id = ${programId}`;
}

export async function deleteReward(tx: Tx, programId: Id): Promise<void> {
  await tx.sql`delete from program_rewards where brand_id = ${tx.brandId} and program_id = ${programId}`;
}

export type CodeState = {
  couponId: Id;
  code: string;
  promotionCode: string | null;
  active: boolean;
  reason: string | null;
};

/** How the coupons of a program stand at Stripe, oldest first. */
export function loadCodeStates(tx: Tx, programId: Id, limit: number): Promise<CodeState[]> {
  return tx.sql<CodeState[]>`
    select c.id as "couponId", c.code, p.promotion_code as "promotionCode", coalesce(p.active, false) as active, p.reason
    from coupons c left join coupon_promotions p on p.brand_id = c.brand_id and p.coupon_id = c.id
    where c.brand_id = ${tx.brandId} and c.program_id = ${programId} order by c.id limit ${limit}`;
}

/** Brands that reward customers, or did: their promotion codes are looked at. */
export function brandsWithRewards(database: Database): Promise<Id[]> {
  return database.asSystem("find brands that reward customers", async (sql) => {
    const rows = await sql<{ brandId: Id }[]>`
      select brand_id as "brandId" from program_rewards
      union select brand_id from coupon_promotions where active`;
    return rows.map(({ brandId }) => brandId);
  });
}
