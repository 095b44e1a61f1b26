import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { PartnerAccount } from "@/server/stripe/connect/partner-account";

export type StoredAccount = PartnerAccount & { partnerId: Id; checkedAt: Millis };

/** The partner's account with `platform`, the brand's account of today; one with a former account of the brand's is of no use. */
export async function loadAccount(
  tx: Tx,
  partnerId: Id,
  platform: string | undefined,
): Promise<StoredAccount | null> {
  const [row] = await tx.sql<StoredAccount[]>`
    select partner_id as "partnerId", account, country, details_submitted as "detailsSubmitted", payouts_enabled as "payoutsEnabled",
      transfers_active as "transfersActive", disabled_reason as "disabledReason", currently_due as "currentlyDue",
      checked_at as "checkedAt"
    from partner_stripe_accounts
    where brand_id = ${tx.brandId} and partner_id = ${partnerId} and platform = ${platform ?? null}`;
  return row ?? null;
}

/** Gives a partner an account, in place of one in another country that was given up, or of another platform. */
export async function saveAccount(
  tx: Tx,
  partnerId: Id,
  one: PartnerAccount & { platform: string },
  at: Millis,
): Promise<void> {
  await tx.sql`
    insert into partner_stripe_accounts (brand_id, partner_id, account, platform, country, details_submitted, payouts_enabled,
      transfers_active, disabled_reason, currently_due, created_at, checked_at)
    values (${tx.brandId}, ${partnerId}, ${one.account}, ${one.platform}, ${one.country}, ${one.detailsSubmitted},
      ${one.payoutsEnabled}, ${one.transfersActive}, ${one.disabledReason}, ${JSON.stringify(one.currentlyDue)}::jsonb, ${at}, ${at})
    on conflict (brand_id, partner_id) do update set account = excluded.account, platform = excluded.platform, country = excluded.country,
      details_submitted = excluded.details_submitted, payouts_enabled = excluded.payouts_enabled,
      transfers_active = excluded.transfers_active, disabled_reason = excluded.disabled_reason,
      currently_due = excluded.currently_due, checked_at = excluded.checked_at`;
}

/** Notes how far an account is, unless something newer is known of it. Resolves to the partner whom Stripe can pay only since now. */
export async function updateAccount(tx: Tx, one: PartnerAccount, at: Millis): Promise<Id | null> {
  const [row] = await tx.sql<{ partnerId: Id; wasActive: boolean }[]>`
    with before as (
      select partner_id, transfers_active from partner_stripe_accounts
      where brand_id = ${tx.brandId} and account = ${one.account} for update
    )
    update partner_stripe_accounts a set country = coalesce(nullif(${one.country}, ''), a.country),
      details_submitted = ${one.detailsSubmitted}, payouts_enabled = ${one.payoutsEnabled}, transfers_active = ${one.transfersActive},
      disabled_reason = ${one.disabledReason}, currently_due = ${JSON.stringify(one.currentlyDue)}::jsonb, checked_at = ${at}
    from before
    where a.brand_id = ${tx.brandId} and a.partner_id = before.partner_id and a.account = ${one.account} and a.checked_at <= ${at}
    returning a.partner_id as "partnerId", before.transfers_active as "wasActive"`;
  return row && !row.wasActive && one.transfersActive ? row.partnerId : null;
}
