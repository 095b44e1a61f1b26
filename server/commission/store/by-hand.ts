import type { Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";

type NewByHand = {
  id: Id;
  partnerId: Id;
  programId: Id;
  ruleId: string;
  /** The version that is in force for the partner: an entry names one, although none gave this amount. */
  termsId: Id;
  amount: Minor;
  currency: string;
  reason: string;
  by: string;
  at: Millis;
};

/** What is given is a bonus; what is taken off is told apart from it. */
export async function insertByHand(tx: Tx, entry: NewByHand): Promise<void> {
  const { id, partnerId, programId, ruleId, termsId, amount, currency, reason, by, at } = entry;
  const kind = amount > 0n ? "bonus" : "manual";
  await tx.sql`
    insert into commissions (brand_id, id, partner_id, program_id, rule_id, terms_id, kind, status, amount_minor, currency,
      available_at, created_at, approved_at, approved_by, reason)
    values (${tx.brandId}, ${id}, ${partnerId}, ${programId}, ${ruleId}, ${termsId}, ${kind}, 'approved', ${amount}, ${currency},
      ${at}, ${at}, ${at}, ${by}, ${reason})`;
}
