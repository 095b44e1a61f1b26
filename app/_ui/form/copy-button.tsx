"use client";

import { useState } from "react";
import { shell } from "@/app/_text/shell";

const SHOWN_MS = 2_000;

type Props = {
  text: string;
  /** What the button says it copies, where there are several. */
  label?: string;
};

/** Copies a text. Where the browser forbids it the text can still be selected, so nothing is said. */
export function CopyButton({ text, label = shell.copy }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <button
      type="button"
      onClick={() => void copy().catch(() => undefined)}
      className="min-w-16 cursor-pointer rounded-md border border-line bg-surface px-2.5 py-1 text-xs font-medium text-ink-soft hover:border-line-strong hover:text-ink"
    >
      <span aria-live="polite">{copied ? shell.copied : label}</span>
    </button>
  );
}
