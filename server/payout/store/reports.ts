import type { Millis } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { Finding } from "../rules";

/** What one reconciliation found. */
export type Report = {
  id: Id;
  startedAt: Millis;
  finishedAt: Millis;
  payouts: number;
  transfers: number;
  findings: Finding[];
  error: string | null;
};

export async function insertReport(tx: Tx, report: Omit<Report, "id">): Promise<Report> {
  const id = newId();
  const { startedAt, finishedAt, payouts, transfers, findings, error } = report;
  await tx.sql`
    insert into payout_reconciliations (brand_id, id, started_at, finished_at, payouts, transfers, findings, error)
    values (${tx.brandId}, ${id}, ${startedAt}, ${finishedAt}, ${payouts}, ${transfers}, ${JSON.stringify(findings)}, ${error})`;
  return { ...report, id };
}

export function pageOfReports(
  tx: Tx,
  { cursor, limit }: { cursor?: Id | undefined; limit: number },
): Promise<Report[]> {
  const { sql } = tx;
  return sql<Report[]>`
    select id, started_at as "startedAt", finished_at as "finishedAt", payouts, transfers, findings, error
    from payout_reconciliations
    where brand_id = ${tx.brandId} ${cursor ? sql`and id < ${cursor}` : sql``} order by id desc limit ${limit + 1}`;
}
