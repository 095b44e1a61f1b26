import type { ReactNode } from "react";

/** Text with `code` and **strong** words, as the API describes itself; an empty line begins a paragraph. */
export function Prose({ text, className = "" }: { text: string; className?: string }) {
  return text.split("\n\n").map((paragraph) => (
    <p key={paragraph} className={className}>
      {inline(paragraph)}
    </p>
  ));
}

function inline(text: string): ReactNode[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, index) => {
    const key = `${index}${part}`;
    if (part.startsWith("`")) {
      return (
        <code
          key={key}
          className="rounded bg-sunken px-1 py-0.5 font-mono text-[0.875em] wrap-anywhere text-ink"
        >
          {part.slice(1, -1)}
        </code>
      );
    }
    if (part.startsWith("**")) {
      return (
        <strong key={key} className="font-semibold text-ink">
          {part.slice(2, -2)}
        </strong>
      );
    }
    return part;
  });
}
