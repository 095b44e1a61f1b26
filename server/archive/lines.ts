import { EXPORT_COLUMNS, type ExportTable } from "./tables";

type Row = Readonly<Record<string, unknown>>;

/** The first line of a table's CSV: a mark, which tells spreadsheets that this is UTF-8, and the names of the columns. */
export function csvHead(table: ExportTable): string {
  return `\uFEFF${EXPORT_COLUMNS[table].map(({ name }) => name).join(",")}\r\n`;
}

/** Rows as RFC 4180 has them. What a spreadsheet would run as a formula is made text. */
export function csvLines(table: ExportTable, rows: readonly Row[]): string {
  const columns = EXPORT_COLUMNS[table];
  return rows.map((row) => `${columns.map(({ name }) => csvField(row[name])).join(",")}\r\n`).join("");
}

/** One JSON object a line. In an export of everything, each says which table it is from. */
export function jsonLines(rows: readonly Row[], table?: ExportTable): string {
  return rows.map((row) => `${JSON.stringify(table ? { table, row } : row)}\n`).join("");
}

const FORMULA = /^[=+@\t\r]|^-(?!\d+(\.\d+)?$)/;

function csvField(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const safe = typeof value === "string" && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
