import { addressWith, type Search } from "./address";

/** Where a column's name leads, and how the rows stand by it now. */
export type Sorting = { href: string; now: "ascending" | "descending" | null };

/**
 * Ordering by `key`, kept in `sort` and `order`. Columns start descending; a second click turns them round. `usual` is the key
 * that holds where the address names none.
 */
export function sortedBy(path: string, search: Search, key: string, usual: string): Sorting {
  const chosen = (search["sort"] ?? usual) === key;
  const ascending = chosen && search["order"] === "asc";
  const change = { sort: key === usual ? null : key, order: chosen && !ascending ? "asc" : null };
  return {
    href: addressWith(path, search, { ...change, cursor: null, open: null }),
    now: chosen ? (ascending ? "ascending" : "descending") : null,
  };
}
