import type { Id } from "@/server/platform/ids";
import { ids } from "@/server/platform/postgres/arrays";
import type { Tx } from "@/server/platform/postgres/database";
import type { Secrets } from "@/server/platform/secrets";
import { type StripeDoor, stripeOf } from "@/server/stripe/connection";
import type { Recipient } from "../planning/route";
import type { Preference } from "../rules";

type Row = {
  id: Id;
  email: string;
  preference: Preference | null;
  recipient: string | null;
  account: string | null;
  detailsSubmitted: boolean | null;
  transfersActive: boolean | null;
  disabledReason: string | null;
};

/** How these partners can be paid. */
export async function loadRecipients(
  tx: Tx,
  services: { readonly stripe: StripeDoor; readonly secrets: Secrets },
  partnerIds: readonly Id[],
): Promise<Map<Id, Recipient>> {
  const platform = (await stripeOf(services, tx))?.account ?? null;
  const rows = await tx.sql<Row[]>`
    select p.id, p.email, m.rail as preference, m.recipient, a.account, a.details_submitted as "detailsSubmitted",
      a.transfers_active as "transfersActive", a.disabled_reason as "disabledReason"
    from partners p
    left join payout_methods m on m.brand_id = p.brand_id and m.partner_id = p.id
    left join partner_stripe_accounts a on a.brand_id = p.brand_id and a.partner_id = p.id and a.platform = ${platform}
    where p.brand_id = ${tx.brandId} and p.id = any(${ids(partnerIds)}::uuid[])`;
  return new Map(rows.map((row) => [row.id, recipientOf(row, platform !== null)]));
}

function recipientOf(row: Row, hasStripe: boolean): Recipient {
  return {
    preference: row.preference,
    address: row.recipient ?? row.email,
    hasStripe,
    account:
      row.account === null
        ? null
        : {
            id: row.account,
            detailsSubmitted: row.detailsSubmitted ?? false,
            transfersActive: row.transfersActive ?? false,
            disabledReason: row.disabledReason,
          },
  };
}
