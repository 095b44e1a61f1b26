/** A cell as it is shown. `amounts`: the sums in it, as plain decimals. */
export type Cell = { text: string; amounts: readonly { amount: string; currency: string }[] };

/**
 * A table as RFC 4180 has it, its first row being the names of its columns. A column with sums becomes two: plain decimals, and their
 * currency, so that a sheet can add up what belongs together.
 */
export function csvText(rows: readonly (readonly Cell[])[], currencyOf: (column: string) => string): string {
  const [head = [], ...body] = rows;
  const holdsSums = head.map((_, column) => body.some((row) => (row[column]?.amounts.length ?? 0) > 0));
  const line = (row: readonly Cell[], split: (cell: Cell) => readonly string[]): string =>
    row
      .flatMap((cell, column) => (holdsSums[column] ? split(cell) : [cell.text]))
      .map(field)
      .join(",");
  return [line(head, ({ text }) => [text, currencyOf(text)]), ...body.map((row) => line(row, sumsOf))].join(
    "\r\n",
  );
}

/** A cell of several currencies keeps their order in both fields. */
function sumsOf({ amounts }: Cell): [string, string] {
  return [amounts.map(({ amount }) => amount).join("; "), amounts.map(({ currency }) => currency).join("; ")];
}

/** What a spreadsheet would run as a formula is made text. */
function field(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
