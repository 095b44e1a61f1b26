import type { ReactNode } from "react";

type SectionProps = { id: string; title: string; lead: string; children: ReactNode };

export function Section({ id, title, lead, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="border-t border-line py-16 sm:py-20">
      <h2 id={`${id}-title`} className="text-2xl font-semibold tracking-tight sm:text-3xl">
        {title}
      </h2>
      <p className="mt-3 max-w-[64ch] text-ink-soft">{lead}</p>
      <div className="mt-10">{children}</div>
    </section>
  );
}
