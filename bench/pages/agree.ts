import postgres from "postgres";
import { caller } from "@/server/api/trpc/router";
import type { Context } from "@/server/auth/context";

type Sums = Record<string, bigint>;

/** Throws unless Overview's figures are those of the ledger, added up here entry by entry, over all time. */
export async function requireAgreement(url: string, ctx: Context): Promise<void> {
  const shown: Sums = {};
  const { commissions } = await caller(ctx).reports.getSummary({ from: "0" });
  for (const { status, amount } of commissions) shown[`${status} ${amount.currency}`] = BigInt(amount.minor);
  const ledger: Sums = {};
  const sql = postgres(url, { max: 1 });
  const entries = sql<{ key: string; minor: string }[]>`
    select status || ' ' || currency as key, amount_minor as minor from commissions where status <> 'reversed'`;
  for await (const rows of entries.cursor(10_000)) {
    for (const { key, minor } of rows) ledger[key] = (ledger[key] ?? 0n) + BigInt(minor);
  }
  await sql.end();
  const [left, right] = [shown, ledger].map((sums) =>
    Object.entries(sums)
      .map(([key, minor]) => `${key} ${minor}`)
      .sort()
      .join(", "),
  );
  if (left !== right || left === "") throw new Error(`Overview says ${left}; the ledger says ${right}`);
}
