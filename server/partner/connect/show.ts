import { type Context, ownPartner, permit, transact } from "@/server/auth/context";
import { DAY_MS, MINUTE_MS, type Millis, now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { askPartnerAccount } from "@/server/stripe/connect/partner-account";
import { type StripeConnection, stripeOf } from "@/server/stripe/connection";
import { noPartner, partnerDetail } from "../detail";
import { loadAccount, type StoredAccount } from "../store/stripe-accounts";
import { learnOfAccount } from "./learn";
import { type Readiness, readinessOf } from "./readiness";

/** How long what Stripe said last is good enough: shortly while an account is not ready, a day for one whose news may have been lost. */
const FRESH_MS: Millis = MINUTE_MS;
const READY_FRESH_MS: Millis = DAY_MS;

export type PartnerConnect = Readiness & {
  account: string | null;
  country: string | null;
  checkedAt: Millis | null;
  /** `sandbox`: nothing of it is real; `none`: the brand has no Stripe account. */
  mode: StripeConnection["mode"] | "none";
};

/** How far a partner is on the way to being paid through Stripe. One who is not ready is looked up now, one who is once a day. */
export async function showConnect(ctx: Context, partnerId: Id): Promise<PartnerConnect> {
  permit(ctx.actor, "payouts:read");
  const own = ownPartner(ctx.actor);
  if (own !== null && own !== partnerId) throw new AppError("partner_not_found", noPartner(partnerId));
  const { connection, known } = await transact(ctx, async (tx) => {
    await partnerDetail(tx, partnerId);
    const connection = await stripeOf(ctx.services, tx);
    return { connection, known: await loadAccount(tx, partnerId, connection?.account) };
  });
  const account = known && connection && isStale(known) ? await lookedUp(ctx, connection, known) : known;
  return {
    ...readinessOf(account),
    account: account?.account ?? null,
    country: account?.country ?? null,
    checkedAt: account?.checkedAt ?? null,
    mode: connection?.mode ?? "none",
  };
}

function isStale({ transfersActive, checkedAt }: StoredAccount): boolean {
  return checkedAt < now() - (transfersActive ? READY_FRESH_MS : FRESH_MS);
}

async function lookedUp(
  ctx: Context,
  connection: StripeConnection,
  known: StoredAccount,
): Promise<StoredAccount> {
  try {
    const read = await askPartnerAccount(connection.client, known.account);
    const checkedAt = now();
    await transact(ctx, (tx) => learnOfAccount(tx, read, checkedAt));
    return { ...known, ...read, checkedAt };
  } catch (error) {
    // What was known last is shown with its time; the next look, or Stripe's webhook, tells more.
    if (error instanceof AppError) return known;
    throw error;
  }
}
