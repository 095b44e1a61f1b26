import { RETURN_RULE } from "@/server/commission/decide/returned";
import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/**
 * `earned`: an entry was made. `reversed`: it was taken back before it was paid. `paid`: a payout left. `returned`: money of a
 * payout came back.
 */
export type MovementKind = "earned" | "reversed" | "paid" | "returned";

/** One thing that changed a partner's balance; what left is negative. */
export type Movement = {
  kind: MovementKind;
  at: Millis;
  currency: string;
  amount: Minor;
  /** The entry or the payout. */
  id: Id;
  programName: string | null;
  detail: string | null;
};

export type MonthSum = { month: string; currency: string; kind: MovementKind; amount: Minor };

/** Every movement of a partner's balance. The two entries of a return sum to nothing, so only one written off shows. */
function movements(tx: Tx, partnerId: Id) {
  const { sql } = tx;
  const own = sql`c.brand_id = ${tx.brandId} and c.partner_id = ${partnerId}`;
  return sql`
    select 'earned' as kind, c.created_at as at, c.currency, c.amount_minor as amount, c.id, c.program_id, c.kind as detail
    from commissions c where ${own} and c.rule_id <> ${RETURN_RULE}
    union all
    select 'reversed', c.reversed_at, c.currency, -c.amount_minor, c.id, c.program_id, c.reason
    from commissions c where ${own} and c.status = 'reversed' and c.reversed_at is not null
    union all
    select 'paid', p.paid_at, p.currency, -p.amount_minor, p.id, null, coalesce(p.reference, p.transfer_id)
    from payouts p where p.brand_id = ${tx.brandId} and p.partner_id = ${partnerId} and p.paid_at is not null
    union all
    select 'returned', r.at, p.currency, r.amount_minor, p.id, null, r.note
    from payout_returns r join payouts p on p.brand_id = r.brand_id and p.id = r.payout_id
    where r.brand_id = ${tx.brandId} and p.partner_id = ${partnerId}`;
}

/** The movements by local month, such as `2026-11`, oldest first. */
export function monthSums(tx: Tx, partnerId: Id, timeZone: string): Promise<MonthSum[]> {
  return tx.sql<MonthSum[]>`
    select to_char(m.at at time zone ${timeZone}, 'YYYY-MM') as month, m.currency, m.kind, sum(m.amount)::bigint as amount
    from (${movements(tx, partnerId)}) as m group by 1, 2, 3 order by 1, 2, 3`;
}

/** Movements from an instant until before another, oldest first. What was made and reversed in that time is left out. */
export function movementsBetween(
  tx: Tx,
  partnerId: Id,
  { from, to, limit }: { from: Millis; to: Millis; limit: number },
): Promise<Movement[]> {
  return tx.sql<Movement[]>`
    with within as (select m.* from (${movements(tx, partnerId)}) as m where m.at >= ${from} and m.at < ${to}),
    undone as (select id from within where kind in ('earned', 'reversed') group by id having count(*) = 2)
    select w.kind, w.at, w.currency, w.amount, w.id, p.name as "programName", w.detail
    from within w left join programs p on p.brand_id = ${tx.brandId} and p.id = w.program_id
    where w.id not in (select id from undone) order by w.at, w.id limit ${limit}`;
}
