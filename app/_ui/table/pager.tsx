import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { addressWith, type Search } from "./address";

/** Leads to the next page of a list, and back to its beginning. */
export function Pager({ path, search, next }: { path: string; search: Search; next: string | null }) {
  const later = search["cursor"] !== undefined;
  if (!later && next === null) return null;
  return (
    <nav aria-label={table.pages} className="mt-4 flex justify-end gap-2">
      {later ? (
        <ButtonLink href={addressWith(path, search, { cursor: null, open: null })}>{table.first}</ButtonLink>
      ) : null}
      {next === null ? null : (
        <ButtonLink href={addressWith(path, search, { cursor: next, open: null })}>{table.next}</ButtonLink>
      )}
    </nav>
  );
}
