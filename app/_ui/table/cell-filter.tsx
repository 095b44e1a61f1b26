import { ListFilter } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { table } from "@/app/_text/table";

/**
 * A value with a button that shows on hover and focus: keep the rows that have the same value. A narrow screen has no room to keep for
 * what is mostly unseen, so there it takes some only while it has the focus.
 */
export function CellFilter({ href, name, children }: { href: string; name: string; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {children}
      <Link
        href={href}
        title={table.only(name)}
        aria-label={table.only(name)}
        className="relative z-1 rounded p-0.5 text-ink-faint opacity-0 group-hover/row:opacity-100 hover:text-ink focus-visible:opacity-100 max-sm:not-focus-visible:sr-only"
      >
        <ListFilter className="size-3.5" aria-hidden="true" />
      </Link>
    </span>
  );
}
