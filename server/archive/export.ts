import { type Context, permitBrand, transact } from "@/server/auth/context";
import { exponentOf } from "@/server/money/currency";
import { formatMinor, type Minor } from "@/server/money/minor";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { EXPORT_COLUMNS, type ExportColumn, type ExportTable } from "./tables";

/** A row as it leaves: amounts as decimals in major units, times as ISO 8601. */
export type ExportRow = { id: Id } & Record<string, unknown>;

type Asked = { table: ExportTable; limit: number; cursor?: Id | undefined };

/**
 * Some rows of a table in the order in which they were made, one more than asked for. Each page is read by itself, so that a
 * long export holds no transaction open: what is added meanwhile comes at the end, and each row is as it is when it is read.
 */
export function exportRows(ctx: Context, { table, limit, cursor }: Asked): Promise<ExportRow[]> {
  permitBrand(ctx.actor, "exports:read");
  const columns = EXPORT_COLUMNS[table];
  return transact(ctx, async ({ sql, brandId }) => {
    const list = columns.map(({ name, from }) => `${from} as "${name}"`).join(", ");
    const rows = await sql<Record<string, unknown>[]>`
      select ${sql.unsafe(list)} from ${sql(table)} t
      where t.brand_id = ${brandId} ${cursor ? sql`and t.id > ${cursor}` : sql``}
      order by t.id limit ${limit + 1}`;
    return rows.map((row) => present(columns, row));
  });
}

function present(columns: readonly ExportColumn[], row: Record<string, unknown>): ExportRow {
  const shown = columns.map(({ name, kind }) => [name, shownAs(kind, row[name], row["currency"])]);
  // Each table's first column is its id.
  return Object.fromEntries(shown) as ExportRow;
}

/** The queries above give each kind its type: an instant, minor units, JSON as text. */
function shownAs(kind: ExportColumn["kind"], value: unknown, currency: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (kind) {
    case "text":
    case "flag":
    case "number":
    case "day":
      return value;
    case "time":
      return new Date(value as Millis).toISOString();
    case "money":
      return formatMinor(value as Minor, exponentOf(String(currency)));
    case "json":
      return JSON.parse(value as string) as unknown;
  }
}
