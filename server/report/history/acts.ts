import { BY_HAND_RULE } from "@/server/commission/decide/by-hand";
import type { Tx } from "@/server/platform/postgres/database";

/** An address, the id of an API key, or the key that administers the server: what workers write down is neither. */
const PERSON = "(@|^admin$|^[0-9A-HJKMNP-TV-Z]{26}$)";

/** Everything that people did, as rows of (id, at, area, kind, about, subject, count, by, reason). */
export function actsOf(tx: Tx) {
  return tx.sql`${onTerms(tx)} union all ${onPartners(tx)} union all ${onLedger(tx)} union all ${onPayouts(tx)}
    union all ${onMembers(tx)} union all ${onAccess(tx)}`;
}

function onTerms({ sql, brandId }: Tx) {
  return sql`
    select t.id, t.created_at as at, 'terms' as area,
      case when exists (select from terms e where e.brand_id = t.brand_id and e.program_id = t.program_id and e.id < t.id)
        then 'terms' else 'program' end as kind,
      p.name as about, t.program_id as subject, 1 as count, t.created_by as by, null as reason
    from terms t join programs p on p.brand_id = t.brand_id and p.id = t.program_id where t.brand_id = ${brandId}
    union all
    select s.program_id, s.changed_at, 'terms', 'signup_' || s.policy, p.name, s.program_id, 1, s.changed_by, null
    from program_signups s join programs p on p.brand_id = s.brand_id and p.id = s.program_id where s.brand_id = ${brandId}
    union all
    select r.program_id, r.changed_at, 'terms', 'reward', p.name, r.program_id, 1, r.changed_by, null
    from program_rewards r join programs p on p.brand_id = r.brand_id and p.id = r.program_id where r.brand_id = ${brandId}`;
}

function onPartners({ sql, brandId }: Tx) {
  return sql`
    select a.id, a.decided_at, 'partners', a.status, a.name, a.partner_id, 1, a.decided_by, a.reason
    from applications a where a.brand_id = ${brandId} and a.decided_at is not null
    union all
    select e.id, e.active_to, 'partners', 'revoked', p.name, p.id, 1, e.ended_by, e.end_reason
    from partner_periods e join partners p on p.brand_id = e.brand_id and p.id = e.partner_id
    where e.brand_id = ${brandId} and e.active_to is not null
    union all
    select m.partner_id, m.updated_at, 'partners', 'method_' || coalesce(m.rail, 'usual'), p.name, p.id, 1, m.updated_by, null
    from payout_methods m join partners p on p.brand_id = m.brand_id and p.id = m.partner_id
    where m.brand_id = ${brandId}`;
}

/** What one person approved within a minute is one act: of many that are chosen together, each is approved by itself. */
function onLedger({ sql, brandId }: Tx) {
  const byHand = sql`c.brand_id = ${brandId} and c.kind in ('bonus', 'manual') and c.rule_id = ${BY_HAND_RULE}`;
  return sql`
    select d.id, d.created_at, case when d.kind in ('flag', 'unflag') then 'clicks' else 'commissions' end, d.kind,
      p.name, coalesce(d.event_id, d.click_id), 1, d.actor, d.reason
    from decisions d left join clicks c on c.brand_id = d.brand_id and c.id = d.click_id
    left join partners p on p.brand_id = d.brand_id and p.id = coalesce(d.partner_id, c.partner_id)
    where d.brand_id = ${brandId}
    union all
    select (array_agg(c.id order by c.id))[1], max(c.approved_at), 'commissions', 'approved', null,
      (array_agg(c.id order by c.id))[1], count(*)::int, c.approved_by, null
    from commissions c
    where c.brand_id = ${brandId} and c.approved_by is not null and c.approved_by <> 'automatic' and c.approved_by ~ ${PERSON}
      and c.rule_id <> ${BY_HAND_RULE}
    group by date_trunc('minute', c.approved_at), c.approved_by
    union all
    select c.id, c.created_at, 'commissions', case c.kind when 'bonus' then 'gave' else 'took' end, p.name, c.id, 1, c.approved_by,
      c.reason
    from commissions c join partners p on p.brand_id = c.brand_id and p.id = c.partner_id
    where ${byHand}
    union all
    select c.id, c.reversed_at, 'commissions', 'gift_reversed', p.name, c.id, 1, c.reversed_by, null
    from commissions c join partners p on p.brand_id = c.brand_id and p.id = c.partner_id
    where ${byHand} and c.status = 'reversed'`;
}

function onPayouts({ sql, brandId }: Tx) {
  return sql`
    select r.id, r.created_at, 'payouts', 'run', null, null, r.planned, r.created_by, null
    from payout_runs r where r.brand_id = ${brandId} and r.created_by ~ ${PERSON}
    union all
    select s.id, s.at, 'payouts', s.status, p.name, s.payout_id, 1, s.by, s.note
    from payout_steps s join payouts o on o.brand_id = s.brand_id and o.id = s.payout_id
    join partners p on p.brand_id = o.brand_id and p.id = o.partner_id
    where s.brand_id = ${brandId} and s.status <> 'planned' and s.by ~ ${PERSON}
    union all
    select f.id, f.created_at, 'payouts', 'file', null, f.id, 1, f.created_by, null
    from payout_files f where f.brand_id = ${brandId}`;
}

function onMembers({ sql, brandId }: Tx) {
  return sql`
    select c.id, c.changed_at, 'members', case c.kind when 'role' then 'role_' || c.role else c.kind end,
      m.name, m.id, 1, c.changed_by, null
    from member_changes c join members m on m.brand_id = c.brand_id and m.id = c.member_id where c.brand_id = ${brandId}`;
}

/** What verbs wrote down because no other table keeps it; only the newest connection of Stripe is kept, and that beside the connection. */
function onAccess({ sql, brandId }: Tx) {
  return sql`
    select a.id, a.at, a.area, a.kind, a.about, a.subject_id, a.count, a.by, null from acts a where a.brand_id = ${brandId}
    union all
    select s.brand_id, s.connected_at, 'access', 'stripe_connected', s.account_name, null, 1, s.connected_by, null
    from brand_stripe s where s.brand_id = ${brandId} and s.connected_at is not null`;
}
