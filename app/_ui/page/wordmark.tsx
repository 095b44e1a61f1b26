import { shell } from "@/app/_text/shell";

export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2.5 text-[1.0625rem] font-semibold tracking-tight">
      <svg viewBox="0 0 28 16" className="h-4 w-7" aria-hidden="true">
        <path d="M5 8h18" className="stroke-line-strong" strokeWidth="2" />
        <circle cx="5" cy="8" r="4" className="fill-paper stroke-raw" strokeWidth="2" />
        <circle cx="14" cy="8" r="3" className="fill-derived" />
        <circle cx="23" cy="8" r="5" className="fill-ledger" />
      </svg>
      {shell.name}
    </span>
  );
}
