type Props = {
  legend: string;
  hint: string;
  name: string;
  of: readonly string[];
  /** What is ticked to begin with. */
  chosen?: readonly string[];
  /** Unfolded to begin with. */
  open?: boolean;
};

/** Several of a list, ticked; folded away, because none ticked is all. */
export function Ticks({ legend, hint, name, of, chosen = [], open = false }: Props) {
  return (
    <details open={open} className="rounded-lg border border-line px-4 py-2.5 text-sm">
      <summary className="cursor-pointer font-medium">
        {legend} <span className="font-normal text-ink-soft">{hint}</span>
      </summary>
      <div className="mt-3 grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
        {of.map((one) => (
          <label key={one} className="flex cursor-pointer items-center gap-2.5">
            <input
              type="checkbox"
              name={name}
              value={one}
              defaultChecked={chosen.includes(one)}
              className="size-4 accent-ledger"
            />
            <code className="font-mono text-xs">{one}</code>
          </label>
        ))}
      </div>
    </details>
  );
}
