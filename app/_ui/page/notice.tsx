import type { ReactNode } from "react";

const LOOKS = {
  error: "border-negative/40 bg-negative-wash text-negative",
  done: "border-ledger/40 bg-ledger-wash text-ledger",
  note: "border-line bg-sunken text-ink-soft",
} as const;

/** What happened and what to do. Errors are read out at once, all else when there is a pause. */
export function Notice({
  kind,
  children,
  className = "",
}: {
  kind: keyof typeof LOOKS;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div
      role={kind === "error" ? "alert" : "status"}
      className={`rounded-lg border px-4 py-3 text-sm ${LOOKS[kind]} ${className}`}
    >
      {children}
    </div>
  );
}
