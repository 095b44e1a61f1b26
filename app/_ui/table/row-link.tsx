import Link from "next/link";
import type { ReactNode } from "react";

/** The link of a row; the whole row can be clicked for it. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} scroll={false} className="font-medium after:absolute after:inset-0 hover:underline">
      {children}
    </Link>
  );
}
