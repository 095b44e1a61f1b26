"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useCurrentInView } from "./current-in-view";

type Props = { label: string; pages: readonly { href: string; name: string }[] };

/** Leads between the pages of one place: a row of links under the page's title. */
export function SubPages({ label, pages }: Props) {
  const here = usePathname();
  const row = useCurrentInView<HTMLElement>(here);
  return (
    <nav
      ref={row}
      aria-label={label}
      className="mb-6 flex gap-x-1 overflow-x-auto border-b border-line text-sm"
    >
      {pages.map(({ href, name }) => (
        <Link
          key={href}
          href={href}
          aria-current={here === href ? "page" : undefined}
          className="px-2.5 py-2 font-medium whitespace-nowrap text-ink-soft -outline-offset-2 hover:text-ink aria-[current=page]:text-ink aria-[current=page]:shadow-[inset_0_-2px_var(--ledger)]"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
