import type { ComponentProps, ReactNode } from "react";

const BOX =
  "h-9 w-full min-w-0 rounded-lg border border-line-strong/60 bg-surface px-3 text-sm text-ink placeholder:text-ink-faint hover:border-line-strong aria-invalid:border-negative";

export function Input({ className = "", ...rest }: ComponentProps<"input">) {
  return <input className={`${BOX} ${className}`} {...rest} />;
}

export function Select({ className = "", ...rest }: ComponentProps<"select">) {
  return <select className={`${BOX} cursor-pointer ${className}`} {...rest} />;
}

export function Textarea({ className = "", ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={3} className={`${BOX} h-auto py-2 ${className}`} {...rest} />;
}

/** Keeps a button on the line of the control that it stands beside, where a hint is below that. */
export const ABOVE_HINT = "sm:mb-[1.6rem]";

type FieldProps = { label: string; hint?: ReactNode; className?: string; children: ReactNode };

/** A label around its control, with a line of help. */
export function Field({ label, hint, className = "", children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control comes as a child
    <label className={`block ${className}`}>
      <span className="mb-1.5 block text-sm font-medium">{label}</span>
      {children}
      {hint ? <span className="mt-1.5 block text-[0.8125rem] text-ink-soft">{hint}</span> : null}
    </label>
  );
}
