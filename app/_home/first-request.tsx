import { home } from "@/app/_text/public/home";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { firstCommands } from "./first-commands";
import { Section } from "./section";

export function FirstRequest({ origin }: { origin: string }) {
  const commands = firstCommands(origin, home.first.comments);
  return (
    <Section id="first" title={home.first.title} lead={home.first.lead}>
      <div className="card relative min-w-0 bg-sunken">
        <div className="absolute top-3 right-3">
          <CopyButton text={commands} />
        </div>
        {/* Scrolls sideways on a phone, so it can be reached by keyboard. */}
        <pre
          id="first-commands"
          tabIndex={0}
          role="region"
          aria-label={home.first.label}
          className="overflow-x-auto rounded-[13px] px-6 pt-14 pb-6 font-mono text-[0.8125rem] leading-6 sm:pt-6"
        >
          {commands.split("\n").map((line, index) => (
            <span key={`${index}${line}`} className={line.startsWith("#") ? "text-ink-faint" : undefined}>
              {line}
              {"\n"}
            </span>
          ))}
        </pre>
      </div>
    </Section>
  );
}
