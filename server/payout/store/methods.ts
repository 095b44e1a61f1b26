import type { Millis } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/database";
import type { Id } from "@/server/platform/ids";
import type { Preference } from "../rules";

type Method = { rail: Preference; recipient: string | null; at: Millis; by: string };

export async function saveMethod(tx: Tx, partnerId: Id, { rail, recipient, at, by }: Method): Promise<void> {
  await tx.sql`
    insert into payout_methods (brand_id, partner_id, rail, recipient, updated_at, updated_by)
    values (${tx.brandId}, ${partnerId}, ${rail}, ${recipient}, ${at}, ${by})
    on conflict (brand_id, partner_id) do update
      set rail = excluded.rail, recipient = excluded.recipient, updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
}
