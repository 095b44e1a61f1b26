import { type Context, permitBrand, transact } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import { exportRows } from "../export";
import { EXPORT_TABLES, type ExportTable } from "../tables";
import { endingOnce, type Parts } from "./parts";
import {
  csvText,
  jsonOfTables,
  jsonText,
  linesOfTables,
  linesText,
  type Section,
  sqlOfTables,
} from "./texts";
import { takeTurn } from "./turns";

/** The formats of a file of every table: a sheet can hold only one. */
export const WHOLE_FORMATS = ["ndjson", "json", "sql"] as const;
type WholeFormat = (typeof WHOLE_FORMATS)[number];
export const EXPORT_FORMATS = ["csv", ...WHOLE_FORMATS] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type ExportFile = { name: string; type: string; parts: Parts };

/** `all`: every table in one file. `after`: only what was made after this row. */
export type Wanted =
  | { table: ExportTable; format: ExportFormat; after?: Id | undefined }
  | { table: "all"; format: WholeFormat };

const TYPES: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
  json: "application/json; charset=utf-8",
  sql: "application/sql; charset=utf-8",
};
const ONE = {
  csv: csvText,
  ndjson: linesText,
  json: jsonText,
  sql: (section: Section) => sqlOfTables([section]),
} as const satisfies Record<ExportFormat, unknown>;
const ALL = {
  ndjson: linesOfTables,
  json: jsonOfTables,
  sql: sqlOfTables,
} as const satisfies Record<WholeFormat, unknown>;
/** Rows held at a time. */
const ROWS_OF_PART = 1_000;
const DATE_CHARACTERS = "2026-11-21".length;

/**
 * A table, or all of them, as a file that is made while it is read: the next rows are asked for when the last ones are taken. Its
 * first part is made at once, so that a refusal comes before the reply begins. 503 `unavailable` while too many are made.
 */
export async function exportFile(ctx: Context, wanted: Wanted): Promise<ExportFile> {
  permitBrand(ctx.actor, "exports:read");
  const end = takeTurn(ctx.actor.brandId);
  try {
    const { slug } = await transact(ctx, readBrand);
    const rest = textOf(ctx, wanted);
    const parts = endingOnce(await rest.next(), rest, end);
    const day = new Date(now()).toISOString().slice(0, DATE_CHARACTERS);
    return { name: `${slug}-${wanted.table}-${day}.${wanted.format}`, type: TYPES[wanted.format], parts };
  } catch (error) {
    end();
    throw error;
  }
}

function textOf(ctx: Context, wanted: Wanted): AsyncGenerator<string, void> {
  if (wanted.table === "all") {
    return ALL[wanted.format](EXPORT_TABLES.map((table) => ({ table, pages: rowsOf(ctx, table) })));
  }
  const { table, format, after } = wanted;
  return ONE[format]({ table, pages: rowsOf(ctx, table, after) });
}

async function* rowsOf(ctx: Context, table: ExportTable, after?: Id) {
  let cursor = after;
  for (;;) {
    const rows = await exportRows(ctx, { table, limit: ROWS_OF_PART, cursor });
    const page = rows.slice(0, ROWS_OF_PART);
    if (page.length > 0) yield page;
    if (rows.length === page.length) return;
    cursor = page.at(-1)?.id;
  }
}
