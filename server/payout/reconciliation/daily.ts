import { type Context, permitBrand, type Services, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { transfersOf } from "../sending/account";
import { booksOn } from "../store/books";
import { insertReport, pageOfReports, type Report } from "../store/reports";
import { reconcile } from "./reconcile";

export type { Report } from "../store/reports";

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
