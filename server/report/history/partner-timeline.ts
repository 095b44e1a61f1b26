import { type Context, permitBrand, transact } from "@/server/auth/context";
import { BY_HAND_RULE } from "@/server/commission/decide/by-hand";
import type { Minor } from "@/server/money/minor";
import { findPartner } from "@/server/partner/read";
import type { Millis } from "@/server/platform/clock";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

export type PartnerDeed =
  | "added"
  | "invited"
  | "revoked"
  | "reinstated"
  | "enrolled"
  | "left"
  | "link"
  | "coupon"
  | "applied"
  | "approved"
  | "rejected"
  | "payout_planned"
  | "payout_paid"
  | "reversed"
  | "unreversed"
  | "gave"
  | "took";

/** One thing that happened to a partner, or that was done about it. */
export type PartnerStep = {
  at: Millis;
  kind: PartnerDeed;
  /** A program's name or a code. */
  about: string | null;
  amount: Minor | null;
  currency: string | null;
  by: string | null;
  reason: string | null;
};

const MAX_STEPS = 200;

/** Everything that happened to a partner and that people decided, the latest first; at most 200. */
export function partnerTimeline(ctx: Context, partnerId: Id): Promise<PartnerStep[]> {
  permitBrand(ctx.actor, "partners:read");
  return transact(ctx, async (tx) => {
    found(await findPartner(tx, partnerId), "partner_not_found", `There is no partner ${partnerId}.`);
    const parts = await Promise.all([
      membership(tx, partnerId),
      programs(tx, partnerId),
      codes(tx, partnerId),
      applications(tx, partnerId),
      payouts(tx, partnerId),
      reversals(tx, partnerId),
      byHand(tx, partnerId),
    ]);
    return parts
      .flat()
      .sort((a, b) => b.at - a.at)
      .slice(0, MAX_STEPS);
  });
}

function membership({ sql, brandId }: Tx, partnerId: Id): Promise<PartnerStep[]> {
  return sql<PartnerStep[]>`
    select created_at as at, 'added' as kind, null as about, null::bigint as amount, null as currency, null as by, null as reason
    from partners where brand_id = ${brandId} and id = ${partnerId}
    union all
    select invited_at, 'invited', null, null, null, null, null from partners
    where brand_id = ${brandId} and id = ${partnerId} and invited_at is not null
    union all
    select active_to, 'revoked', null, null, null, ended_by, end_reason from partner_periods
    where brand_id = ${brandId} and partner_id = ${partnerId} and active_to is not null
    union all
    select p.active_from, 'reinstated', null, null, null, null, null from partner_periods p
    where p.brand_id = ${brandId} and p.partner_id = ${partnerId} and exists (
      select from partner_periods e where e.brand_id = p.brand_id and e.partner_id = p.partner_id and e.active_from < p.active_from)`;
}

function programs({ sql, brandId }: Tx, partnerId: Id): Promise<PartnerStep[]> {
  return sql<PartnerStep[]>`
    select e.active_from as at, 'enrolled' as kind, p.name as about, null::bigint as amount, null as currency, null as by, null as reason
    from enrollments e join programs p on p.brand_id = e.brand_id and p.id = e.program_id
    where e.brand_id = ${brandId} and e.partner_id = ${partnerId}
    union all
    select e.active_to, 'left', p.name, null, null, null, null
    from enrollments e join programs p on p.brand_id = e.brand_id and p.id = e.program_id
    where e.brand_id = ${brandId} and e.partner_id = ${partnerId} and e.active_to is not null`;
}

function codes({ sql, brandId }: Tx, partnerId: Id): Promise<PartnerStep[]> {
  return sql<PartnerStep[]>`
    (select created_at as at, 'link' as kind, code as about, null::bigint as amount, null as currency, null as by, null as reason
      from links where brand_id = ${brandId} and partner_id = ${partnerId} order by id desc limit ${MAX_STEPS})
    union all
    (select created_at, 'coupon', code, null, null, null, null
      from coupons where brand_id = ${brandId} and partner_id = ${partnerId} order by id desc limit ${MAX_STEPS})`;
}

function applications({ sql, brandId }: Tx, partnerId: Id): Promise<PartnerStep[]> {
  return sql<PartnerStep[]>`
    select a.created_at as at, 'applied' as kind, p.name as about, null::bigint as amount, null as currency, null as by, null as reason
    from applications a join programs p on p.brand_id = a.brand_id and p.id = a.program_id
    where a.brand_id = ${brandId} and a.partner_id = ${partnerId}
    union all
    select a.decided_at, a.status, p.name, null, null, a.decided_by, a.reason
    from applications a join programs p on p.brand_id = a.brand_id and p.id = a.program_id
    where a.brand_id = ${brandId} and a.partner_id = ${partnerId} and a.decided_at is not null`;
}

function payouts({ sql, brandId }: Tx, partnerId: Id): Promise<PartnerStep[]> {
  return sql<PartnerStep[]>`
    (select created_at as at, 'payout_planned' as kind, null as about, amount_minor as amount, currency, created_by as by, null as reason
      from payouts where brand_id = ${brandId} and partner_id = ${partnerId} order by id desc limit ${MAX_STEPS})
    union all
    (select paid_at, 'payout_paid', reference, amount_minor, currency, null, null
      from payouts where brand_id = ${brandId} and partner_id = ${partnerId} and paid_at is not null
      order by id desc limit ${MAX_STEPS})`;
}

function reversals({ sql, brandId }: Tx, partnerId: Id): Promise<PartnerStep[]> {
  return sql<PartnerStep[]>`
    select created_at as at, case kind when 'reverse' then 'reversed' else 'unreversed' end as kind, null as about,
      null::bigint as amount, null as currency, actor as by, reason
    from decisions
    where brand_id = ${brandId} and partner_id = ${partnerId} and kind in ('reverse', 'unreverse')
    order by id desc limit ${MAX_STEPS}`;
}

function byHand({ sql, brandId }: Tx, partnerId: Id): Promise<PartnerStep[]> {
  return sql<PartnerStep[]>`
    select created_at as at, case kind when 'bonus' then 'gave' else 'took' end as kind, null as about,
      amount_minor as amount, currency, approved_by as by, reason
    from commissions
    where brand_id = ${brandId} and partner_id = ${partnerId} and kind in ('bonus', 'manual') and rule_id = ${BY_HAND_RULE}
    order by id desc limit ${MAX_STEPS}`;
}
