import { home } from "@/app/_text/public/home";
import { borderOf, fillOf, type Kind, textOf } from "@/app/_ui/value/kind";
import { Section } from "./section";

const { chain } = home;
type Step = { name: string; text: string; example: string };
type Group = { kind: Kind; name: string; promise: string; steps: readonly Step[] };

/** A group takes as many of the six columns as it has steps. Written out, because class names are found in the source. */
const COLUMNS: Record<number, string> = { 1: "lg:col-span-1", 2: "lg:col-span-2", 3: "lg:col-span-3" };

/** On a wide screen one line from left to right; on a narrow one the same line from top to bottom. */
export function Chain() {
  const groups: readonly Group[] = chain.groups;
  const last = groups.flatMap((group) => group.steps).at(-1);
  return (
    <Section id="chain" title={chain.title} lead={chain.lead}>
      <ol className="grid lg:grid-cols-6">
        {groups.map((group) => (
          <li
            key={group.name}
            className={`lg:grid lg:grid-cols-subgrid lg:grid-rows-[auto_1fr] ${COLUMNS[group.steps.length]}`}
          >
            <p className="flex flex-wrap items-baseline gap-x-2.5 pb-6 lg:col-span-full lg:block lg:whitespace-nowrap">
              <span className={`font-semibold ${textOf[group.kind]}`}>{group.name}</span>
              <span className="text-sm text-ink-faint lg:block">{group.promise}</span>
            </p>
            <ol className="lg:col-span-full lg:grid lg:grid-cols-subgrid">
              {group.steps.map((step) => (
                <Station key={step.name} step={step} kind={group.kind} isLast={step === last} />
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Station({ step, kind, isLast }: { step: Step; kind: Kind; isLast: boolean }) {
  return (
    <li className="relative pb-9 pl-9 lg:pt-10 lg:pr-6 lg:pb-0 lg:pl-0">
      {isLast ? null : (
        <span
          aria-hidden="true"
          className={`absolute top-2 left-[9px] h-full w-0.5 opacity-35 lg:top-[9px] lg:left-0 lg:h-0.5 lg:w-full ${fillOf[kind]}`}
        />
      )}
      <span
        aria-hidden="true"
        className={`absolute top-0.5 left-0 size-5 rounded-full border-[3px] ring-4 ring-paper lg:top-0 ${borderOf[kind]} ${fillOf[kind]}`}
      />
      <h3 className="font-semibold">{step.name}</h3>
      <p className={`figure mt-1 font-mono text-xs ${textOf[kind]}`}>{step.example}</p>
      <p className="mt-2.5 max-w-[46ch] text-sm leading-relaxed text-ink-soft">{step.text}</p>
    </li>
  );
}
