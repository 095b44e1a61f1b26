import { type Context, permitBrand, type Services, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { brandsWithTransfers } from "../due-brands";
import { transfersOf } from "../sending/account";
import { booksOn } from "../store/books";
import { insertReport, pageOfReports, type Report } from "../store/reports";
import { reconcile } from "./reconcile";

export type { Report } from "../store/reports";

/** Reconciles every brand that pays over Stripe. Resolves to how many differences a person should look at. */
export async function reconcileAll(services: Services): Promise<number> {
  let open = 0;
  for (const brandId of await brandsWithTransfers(services)) {
    const report = await reconcileBrand(services, brandId);
    open += report?.findings.filter((finding) => !finding.repaired).length ?? 0;
  }
  return open;
}

/** Compares one brand's payouts with its Stripe account and keeps the report; null where it has no account. */
export async function reconcileBrand(services: Services, brandId: Id): Promise<Report | null> {
  const transfers = await transfersOf(services, brandId);
  if (!transfers) return null;
  const startedAt = now();
  const result = await reconcile(
    (work) => services.database.inBrand(brandId, (tx) => work(booksOn(tx, services))),
    transfers,
    startedAt,
  );
  return services.database.inBrand(brandId, (tx) =>
    insertReport(tx, { ...result, startedAt, finishedAt: now() }),
  );
}

/** Reports, newest first, with one row more than the page holds. */
export function listReports(
  ctx: Context,
  page: { cursor?: Id | undefined; limit: number },
): Promise<Report[]> {
  permitBrand(ctx.actor, "payouts:read");
  return transact(ctx, (tx) => pageOfReports(tx, page));
}

/** Reconciles now, because a person asks. */
export function reconcileNow(ctx: Context): Promise<Report | null> {
  permitBrand(ctx.actor, "payouts:write");
  return reconcileBrand(ctx.services, ctx.actor.brandId);
}
