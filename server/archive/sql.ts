import { EXPORT_COLUMNS, type ExportColumn, type ExportTable, snakeCase } from "./tables";

type Row = Readonly<Record<string, unknown>>;

/** What an SQL file begins with. It is one transaction, so that a file that broke off on its way loads nothing. */
export const SQL_HEAD = `-- An export of OpenPartner. To load it: psql -v ON_ERROR_STOP=1 -f this_file an_empty_database
BEGIN;
SET LOCAL client_encoding = 'UTF8';
`;
export const SQL_END = "COMMIT;\n";

const TYPES: Record<ExportColumn["kind"], string> = {
  text: "text",
  flag: "boolean",
  number: "integer",
  day: "date",
  time: "timestamptz",
  money: "numeric",
  json: "jsonb",
};

/**
 * The table that rows go into, unless an earlier file has made it. Without references: rows that are added while a file is made
 * may name others that came too late for it.
 */
export function createTable(table: ExportTable): string {
  const [id, ...rest] = EXPORT_COLUMNS[table].map(({ name, kind }) => `${named(name)} ${TYPES[kind]}`);
  return `CREATE TABLE IF NOT EXISTS ${named(table)} (\n  ${[`${id} PRIMARY KEY`, ...rest].join(",\n  ")}\n);\n`;
}

/** Rows as one statement; there must be one at least. */
export function insertRows(table: ExportTable, rows: readonly Row[]): string {
  const columns = EXPORT_COLUMNS[table];
  const values = rows.map(
    (row) => `(${columns.map(({ name, kind }) => literal(kind, row[name])).join(", ")})`,
  );
  const names = columns.map(({ name }) => named(name)).join(", ");
  return `INSERT INTO ${named(table)} (${names}) VALUES\n${values.join(",\n")};\n`;
}

/** Names are ours, of letters alone; the quotes keep those apart that a version of SQL may reserve. */
function named(name: string): string {
  return `"${snakeCase(name)}"`;
}

function literal(kind: ExportColumn["kind"], value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  switch (kind) {
    case "flag":
      return value === true ? "true" : "false";
    case "json":
      return quoted(JSON.stringify(value));
    case "text":
    case "number":
    case "day":
    case "time":
    case "money":
      return quoted(typeof value === "string" ? value : JSON.stringify(value));
  }
}

/** Whether a backslash escapes is a setting of the database, except in a string that says so itself. */
function quoted(text: string): string {
  const doubled = text.replaceAll("'", "''");
  return text.includes("\\") ? `E'${doubled.replaceAll("\\", "\\\\")}'` : `'${doubled}'`;
}
