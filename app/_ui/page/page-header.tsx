import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  lead?: ReactNode;
  /** The page this one belongs to. */
  above?: { href: string; name: string };
  children?: ReactNode;
};

/** A page's title, what it answers, and what can be done on it. */
export function PageHeader({ title, lead, above, children }: Props) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <div className="min-w-0">
        {above ? (
          <p className="mb-1.5 text-sm">
            <Link href={above.href} className="text-ink-soft hover:text-ink">
              <span aria-hidden="true">← </span>
              {above.name}
            </Link>
          </p>
        ) : null}
        <h1 className="text-2xl font-semibold tracking-tight break-words">{title}</h1>
        {lead ? <p className="mt-1.5 max-w-[72ch] text-sm text-ink-soft">{lead}</p> : null}
      </div>
      {children ? <div className="flex flex-wrap items-center gap-2">{children}</div> : null}
    </header>
  );
}
