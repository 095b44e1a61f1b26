import type { ReactNode } from "react";

type Props = { title?: string; lead?: ReactNode; aside?: ReactNode; className?: string; children: ReactNode };

/** A titled surface. */
export function Panel({ title, lead, aside, className = "", children }: Props) {
  return (
    <section className={`card p-5 ${className}`} {...(title ? { "aria-label": title } : {})}>
      {title ? (
        <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 last:mb-0">
          <div>
            <h2 className="font-semibold">{title}</h2>
            {lead ? <p className="mt-0.5 text-sm text-ink-soft">{lead}</p> : null}
          </div>
          {aside}
        </div>
      ) : null}
      {children}
    </section>
  );
}

/** Names and values, one pair a line. */
export function Facts({ of }: { of: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[fit-content(8rem)_minmax(0,1fr)] gap-x-6 gap-y-2.5 text-sm sm:grid-cols-[minmax(7rem,auto)_minmax(0,1fr)]">
      {of.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-soft">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
