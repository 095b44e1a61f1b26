import Link from "next/link";
import type { ReactNode } from "react";

/** Above a page whose content brings its own title: the page it belongs to, and what can be done. */
export function WayBack({ href, name, children }: { href: string; name: string; children?: ReactNode }) {
  return (
    <div className="mb-8 flex min-h-9 flex-wrap items-center justify-between gap-4">
      <Link href={href} className="text-sm text-ink-soft hover:text-ink">
        <span aria-hidden="true">← </span>
        {name}
      </Link>
      {children ? <div className="flex flex-wrap items-center gap-2">{children}</div> : null}
    </div>
  );
}
