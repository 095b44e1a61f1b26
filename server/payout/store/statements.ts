import { RETURN_RULE } from "@/server/commission/decide/returned";
import type { Arithmetic } from "@/server/commission/rules";
import type { Currency } from "@/server/money/currency";
import { type Minor, ZERO } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

/** An entry that a payout pays for, with what a partner has to know to check it. */
export type StatementEntry = {
  id: Id;
  programName: string;
  ruleId: string;
  kind: string;
  amount: Minor;
  currency: Currency;
  createdAt: Millis;
  eventType: string | null;
  eventAt: Millis | null;
  /** The program's local day of pay per click. */
  clickDay: string | null;
  arithmetic: Arithmetic | null;
  reason: string | null;
};

/** What is beyond the entries that are listed. */
export type Rest = { entries: number; amount: Minor };

/** The entries of a payout as it was sent, oldest first: what came back of it since is told by its returns. */
export function statementEntries(tx: Tx, payoutId: Id, limit: number): Promise<StatementEntry[]> {
  return tx.sql<StatementEntry[]>`
    select c.id, p.name as "programName", c.rule_id as "ruleId", c.kind, c.amount_minor as amount, c.currency,
      c.created_at as "createdAt", e.type as "eventType", e.ts as "eventAt", c.click_day::text as "clickDay", c.arithmetic, c.reason
    from commissions c
    join programs p on p.brand_id = c.brand_id and p.id = c.program_id
    left join events e on e.brand_id = c.brand_id and e.id = c.event_id
    where ${sent(tx, payoutId)} order by c.id limit ${limit}`;
}

export async function restOf(tx: Tx, payoutId: Id, shown: readonly StatementEntry[]): Promise<Rest> {
  const last = shown.at(-1)?.id ?? null;
  const [row] = await tx.sql<Rest[]>`
    select count(*)::int as entries, coalesce(sum(c.amount_minor), 0)::bigint as amount from commissions c
    where ${sent(tx, payoutId)} and c.id > ${last}::uuid`;
  return row ?? { entries: 0, amount: ZERO };
}

function sent(tx: Tx, payoutId: Id) {
  return tx.sql`c.brand_id = ${tx.brandId} and c.payout_id = ${payoutId}
    and not (c.rule_id = ${RETURN_RULE} and c.amount_minor < 0)`;
}
