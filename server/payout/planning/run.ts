import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/postgres/database";
import type { GroupFilter } from "../books";
import { booksOn } from "../store/books";
import { insertRun, lockPlanning } from "../store/runs";
import { type PlanReport, plan } from "./plan";
import { payoutSettings } from "./settings";

/**
 * Plans the payouts of what is approved, or says what would be planned. With a program only its partners are looked at; what
 * each is paid is the balance over all programs.
 */
export function runPayouts(
  ctx: Context,
  { preview, ...filter }: GroupFilter & { preview: boolean },
): Promise<PlanReport> {
  permitBrand(ctx.actor, preview ? "payouts:read" : "payouts:write");
  return transact(ctx, (tx) => runIn(ctx, tx, filter, { preview, dueOn: null }));
}

/** The same inside a transaction; `dueOn` is the day of the schedule that asks for it. */
export async function runIn(
  ctx: Context,
  tx: Tx,
  filter: GroupFilter,
  { preview, dueOn }: { preview: boolean; dueOn: string | null },
): Promise<PlanReport> {
  // Plans of one brand take turns; without this they would only wait for each other's entries, one by one.
  if (!preview) await lockPlanning(tx);
  const by = actorName(ctx.actor);
  const books = booksOn(tx, ctx.services);
  const report = await plan(books, { settings: await payoutSettings(tx), filter, preview, by, now: now() });
  if (!preview) {
    const counts = { planned: report.planned.length, carried: report.carried.length };
    await insertRun(tx, { dueOn, by, at: now(), ...counts });
  }
  return report;
}
