import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { Secrets } from "@/server/platform/secrets";
import type { Preference } from "../rules";

/** How a partner is paid, as they or the brand have set it. */
export type StoredMethod = {
  rail: Preference | null;
  recipient: string | null;
  /** Where payments by hand go, in plain text; encrypted where it is kept. */
  instructions: string | null;
  /** When it was set; null: never. */
  at: Millis | null;
};

const NONE: StoredMethod = { rail: null, recipient: null, instructions: null, at: null };

export async function saveMethod(
  tx: Tx,
  secrets: Secrets,
  partnerId: Id,
  method: StoredMethod & { at: Millis; by: string },
): Promise<void> {
  const { rail, recipient, at, by } = method;
  const instructions = method.instructions && secrets.encrypt(method.instructions);
  await tx.sql`
    insert into payout_methods (brand_id, partner_id, rail, recipient, instructions, updated_at, updated_by)
    values (${tx.brandId}, ${partnerId}, ${rail}, ${recipient}, ${instructions}, ${at}, ${by})
    on conflict (brand_id, partner_id) do update
      set rail = excluded.rail, recipient = excluded.recipient, instructions = excluded.instructions,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
}

export async function loadMethod(tx: Tx, secrets: Secrets, partnerId: Id): Promise<StoredMethod> {
  const [row] = await tx.sql<StoredMethod[]>`
    select rail, recipient, instructions, updated_at as at from payout_methods
    where brand_id = ${tx.brandId} and partner_id = ${partnerId}`;
  if (!row) return NONE;
  return { ...row, instructions: row.instructions && secrets.decrypt(row.instructions) };
}
