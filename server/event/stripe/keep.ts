import type { Context } from "@/server/auth/context";
import { type Click, findClick } from "@/server/click/read";
import { attachClick, attachEmail } from "@/server/identity/attach";
import { ensureCustomers } from "@/server/identity/customers";
import { findCoupon } from "@/server/partner/read";
import { AppError } from "@/server/platform/errors";
import type { Tx } from "@/server/platform/postgres/database";
import { type Ingested, ingest } from "../intake/ingest";
import { tieCoupon } from "../intake/tie-coupon";
import type { Meaning, Report } from "./facts";
import { remember } from "./known";

/** What became of one event: `note` says what a person may want to know although it went well. */
export type Kept = { ok: true; note: string | null } | { ok: false; error: AppError };

/** Stores what events mean and derives whom they concern, in the caller's transaction. Each event stands alone. */
export async function keep(ctx: Context, tx: Tx, meanings: readonly Meaning[]): Promise<Kept[]> {
  await remember(
    tx,
    meanings.flatMap(({ lessons }) => lessons),
  );
  const touched = new Set<string>();
  const notes: (string | null)[] = [];
  for (const one of meanings) notes.push(await attach(ctx, tx, one, touched));
  const signups = await newSignups(tx, meanings);
  const reports = meanings.map((one) => [
    ...one.reports,
    ...(one.signup && signups.has(one.signup) ? [one.signup] : []),
  ]);
  const results = await ingest(
    { ...ctx, tx },
    reports.flat().map((report) => ({ ...report, source: "stripe" as const })),
  );
  for (const { userId } of reports.flat()) touched.delete(userId);
  if (touched.size > 0) await ctx.services.derive(tx, [...touched]);
  let next = 0;
  return reports.map((own, index): Kept => {
    const ended = results.slice(next, (next += own.length));
    const refused = ended.find((result): result is Ingested & { ok: false } => !result.ok);
    return refused ? { ok: false, error: refused.error } : { ok: true, note: notes[index] ?? null };
  });
}

/** Ties clicks, codes and addresses to the customer, and notes who has to be derived for it. */
async function attach(ctx: Context, tx: Tx, meaning: Meaning, touched: Set<string>): Promise<string | null> {
  const { visit, coupon, email } = meaning;
  let note: string | null = null;
  if (visit) {
    const click = await clickNamed(tx, visit.cref);
    if (!click) note = `There is no click ${visit.cref}.`;
    else if ((await attachClick(tx, click, visit.userId, visit.ts)).added) touched.add(visit.userId);
  }
  if (coupon) {
    // A code that Stripe took was valid there, whatever became of the coupon here since.
    const known = await findCoupon(tx, coupon.code);
    if (known && (await tieCoupon(tx, known, coupon))) touched.add(coupon.userId);
  }
  if (email) {
    await ensureCustomers(tx, [email.userId]);
    if (await attachEmail(ctx, tx, email.userId, email.address)) touched.add(email.userId);
  }
  return note;
}

async function clickNamed(tx: Tx, cref: string): Promise<Click | null> {
  try {
    return await findClick(tx, cref);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** The signups of customers who have none from elsewhere, say from the brand's server. */
async function newSignups(tx: Tx, meanings: readonly Meaning[]): Promise<Set<Report>> {
  const signups = meanings.flatMap(({ signup }) => signup ?? []);
  if (signups.length === 0) return new Set();
  const users = signups.flatMap(({ userId, alsoKnownAs = [] }) => [userId, ...alsoKnownAs]);
  const known = await tx.sql<{ userId: string; externalId: string | null }[]>`
    select asked.user_id as "userId", e.external_id as "externalId"
    from customer_users asked
    join customer_users u on u.brand_id = asked.brand_id and u.customer_id = asked.customer_id
    join events e on e.brand_id = u.brand_id and e.user_id = u.user_id and e.type = 'signup'
    where asked.brand_id = ${tx.brandId} and asked.user_id = any(${users}::text[])`;
  return new Set(
    signups.filter(
      ({ userId, alsoKnownAs = [], externalId }) =>
        !known.some(
          (one) =>
            one.externalId !== externalId && (one.userId === userId || alsoKnownAs.includes(one.userId)),
        ),
    ),
  );
}
