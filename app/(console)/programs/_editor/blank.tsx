import type { ComponentProps } from "react";

const BLANK =
  "mx-1 h-9 max-w-full rounded-lg border border-line-strong/60 bg-surface px-2 text-base font-semibold text-ledger hover:border-ledger";

/** A word of the sentence that is typed. It is as wide as what stands in it. */
export function BlankInput({ value, ...rest }: ComponentProps<"input"> & { value: string }) {
  const width = `${Math.max(String(rest.placeholder ?? "").length, value.length, 2) + 3}ch`;
  return <input value={value} style={{ width }} className={`${BLANK} text-center tabular-nums`} {...rest} />;
}

/** A word of the sentence that is chosen. */
export function BlankSelect({ children, ...rest }: ComponentProps<"select">) {
  return (
    <select className={`${BLANK} cursor-pointer field-sizing-content`} {...rest}>
      {children}
    </select>
  );
}

/** Whole numbers, typed: anything else is refused in words when it is looked at. */
export function BlankNumber(props: ComponentProps<"input"> & { value: string }) {
  return <BlankInput inputMode="numeric" autoComplete="off" {...props} />;
}
