import { home } from "@/app/_text/public/home";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Section } from "./section";

export function Run() {
  return (
    <Section id="run" title={home.run.title} lead={home.run.lead}>
      <ul className="grid gap-5 lg:grid-cols-3">
        {home.run.ways.map(({ name, command, text }) => (
          <li key={command} className="card flex min-w-0 flex-col p-6">
            <h3 className="font-semibold">{name}</h3>
            <p className="mt-2 mb-6 text-sm leading-relaxed text-ink-soft">{text}</p>
            <p className="mt-auto flex items-center justify-between gap-3 rounded-lg bg-sunken py-2 pr-2 pl-3.5">
              <code className="font-mono text-[0.8125rem] [overflow-wrap:anywhere]">{command}</code>
              <CopyButton text={command} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
