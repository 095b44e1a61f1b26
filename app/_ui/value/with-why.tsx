import type { ReactNode } from "react";

/** A value, and below it why it is so. */
export function WithWhy({ why, children }: { why: ReactNode; children: ReactNode }) {
  return (
    <>
      {children}
      <span className="mt-0.5 block text-[0.8125rem] text-ink-soft">{why}</span>
    </>
  );
}
