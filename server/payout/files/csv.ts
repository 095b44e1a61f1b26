const NEEDS_QUOTES = /[",\r\n]/;
/** What spreadsheets take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]+/;

/** Rows as RFC 4180 has them, each ended by a line break. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

function quoted(field: string): string {
  return NEEDS_QUOTES.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** Words that somebody typed: without line breaks, and nothing that a spreadsheet would calculate. */
export function plainWords(text: string, maxCharacters: number): string {
  return text.replaceAll(/\s+/g, " ").trim().replace(FORMULA, "").slice(0, maxCharacters);
}
