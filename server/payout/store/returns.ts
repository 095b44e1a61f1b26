import { RETURN_RULE } from "@/server/commission/decide/returned";
import type { Minor } from "@/server/money/minor";
import { assert } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { ids, texts } from "@/server/platform/postgres/arrays";
import type { Tx } from "@/server/platform/postgres/database";
import type { Act } from "../books";
import type { Payout } from "../rules";

/** The return itself, and its two entries. They belong to the program that the payout paid most for, where they sum to nothing. */
export async function insertReturn(tx: Tx, payout: Payout, amount: Minor, act: Act): Promise<Id[]> {
  const { sql } = tx;
  const [off, owed] = [newId(), newId()];
  await sql`
    insert into payout_returns (brand_id, id, payout_id, amount_minor, note, at, by)
    values (${tx.brandId}, ${newId()}, ${payout.id}, ${amount}, ${act.note}, ${act.at}, ${act.by})`;
  const inserted = await sql`
    insert into commissions (brand_id, id, partner_id, program_id, rule_id, terms_id, kind, status, amount_minor, currency,
      available_at, created_at, approved_at, approved_by, reason, payout_id, paid_at)
    select ${tx.brandId}::uuid, n.id, ${payout.partnerId}::uuid, most.program_id, ${RETURN_RULE}, most.terms_id, 'manual', n.status,
      n.amount, ${payout.currency}, ${act.at}::timestamptz, ${act.at}::timestamptz,
      case when n.status = 'paid' then ${act.at}::timestamptz end, case when n.status = 'paid' then ${act.by} end, ${act.note},
      case when n.status = 'paid' then ${payout.id}::uuid end, case when n.status = 'paid' then ${act.at}::timestamptz end
    from (
      select program_id, terms_id from commissions where brand_id = ${tx.brandId} and payout_id = ${payout.id} and status = 'paid'
      order by amount_minor desc, id limit 1) as most
    cross join unnest(
      ${ids([off, owed])}::uuid[], ${texts(["paid", "pending"])}::text[], ${[String(-amount), String(amount)]}::bigint[]
    ) as n(id, status, amount)`;
  assert(inserted.count === 2, `payout ${payout.id} is paid, so it has entries`);
  return [off, owed];
}
