import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { Preference } from "../rules";

/** `instructions` are encrypted. */
type Method = {
  rail: Preference | null;
  recipient: string | null;
  instructions: string | null;
  at: Millis;
  by: string;
};

export async function saveMethod(tx: Tx, partnerId: Id, method: Method): Promise<void> {
  const { rail, recipient, instructions, at, by } = method;
  await tx.sql`
    insert into payout_methods (brand_id, partner_id, rail, recipient, instructions, updated_at, updated_by)
    values (${tx.brandId}, ${partnerId}, ${rail}, ${recipient}, ${instructions}, ${at}, ${by})
    on conflict (brand_id, partner_id) do update
      set rail = excluded.rail, recipient = excluded.recipient, instructions = excluded.instructions,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
}

/** Where payments by hand go, encrypted. */
export async function loadInstructions(tx: Tx, partnerId: Id): Promise<string | null> {
  const [row] = await tx.sql<{ instructions: string | null }[]>`
    select instructions from payout_methods where brand_id = ${tx.brandId} and partner_id = ${partnerId}`;
  return row?.instructions ?? null;
}
