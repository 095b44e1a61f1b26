import type { ReactNode } from "react";

type Props = { title: string; body: ReactNode; children?: ReactNode };

/** In place of a list: nothing is there yet (what it is, one action), or nothing matches (clear the filter). */
export function Empty({ title, body, children }: Props) {
  return (
    <div className="card flex flex-col items-center px-6 py-14 text-center">
      <span aria-hidden="true" className="mb-5 flex items-center gap-1.5">
        <span className="size-2.5 rounded-full border-2 border-raw" />
        <span className="h-0.5 w-5 bg-line" />
        <span className="size-2 rounded-full bg-derived" />
        <span className="h-0.5 w-5 bg-line" />
        <span className="size-3 rounded-full bg-ledger" />
      </span>
      <h2 className="font-semibold">{title}</h2>
      <p className="mt-2 max-w-[52ch] text-sm text-ink-soft">{body}</p>
      {children ? <div className="mt-5 flex flex-wrap justify-center gap-2">{children}</div> : null}
    </div>
  );
}
