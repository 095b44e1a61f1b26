/** Clicks are named by letters, on the line of time and in every list. */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + (index % 26));
}

/** Filled: the click counts. */
export function Letter({ index, counts }: { index: number; counts: boolean }) {
  const look = counts ? "border-raw bg-raw text-on-accent" : "border-line-strong bg-surface text-ink-faint";
  return (
    <span
      className={`grid size-6 shrink-0 place-items-center rounded-full border-2 text-xs font-semibold ${look}`}
    >
      {letterOf(index)}
    </span>
  );
}
