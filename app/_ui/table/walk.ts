import { addressWith, type Search } from "./address";

/** The row whose sheet is open, with the addresses of its neighbours' sheets and of the page without one. */
export function walk<Row extends { id: string }>(path: string, search: Search, rows: readonly Row[]) {
  const index = rows.findIndex((row) => row.id === search["open"]);
  const at = (place: number): string | null => {
    const row = index === -1 ? undefined : rows[place];
    return row ? addressWith(path, search, { open: row.id }) : null;
  };
  return {
    row: rows[index] ?? null,
    previous: at(index - 1),
    next: at(index + 1),
    close: addressWith(path, search, { open: null }),
  };
}
