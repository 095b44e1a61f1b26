import type { ReactNode } from "react";

export type Tone = "raw" | "derived" | "ledger" | "done" | "negative" | "faint";

const TONES: Record<Tone, string> = {
  raw: "bg-raw-wash text-raw",
  derived: "bg-derived-wash text-derived",
  ledger: "bg-ledger-wash text-ledger",
  done: "bg-ledger text-on-accent",
  negative: "bg-negative-wash text-negative",
  faint: "bg-sunken text-ink-soft",
};

/** A state, and beside it why and since when: a badge alone says neither. */
export function Badge({ tone, why, children }: { tone: Tone; why?: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <span
        className={`inline-block rounded-full px-2 py-0.5 text-xs font-medium sm:whitespace-nowrap ${TONES[tone]}`}
      >
        {children}
      </span>
      {why ? <span className="text-[0.8125rem] text-ink-soft">{why}</span> : null}
    </span>
  );
}
