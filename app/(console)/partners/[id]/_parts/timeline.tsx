import { partners } from "@/app/_text/console/partners";
import { Panel } from "@/app/_ui/page/panel";
import { Moment } from "@/app/_ui/value/moment";
import { moneyText } from "@/app/_ui/value/money";
import type { PartnerPage } from "../load";

const { timeline: text } = partners;

/** Everything that happened to the partner, the latest first. */
export function Timeline({ timeline, timeZone }: Pick<PartnerPage, "timeline" | "timeZone">) {
  return (
    <Panel title={text.title}>
      <ol className="divide-y divide-line text-sm">
        {timeline.map((step) => (
          <li
            key={`${step.at}${step.kind}${step.about}`}
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 py-2.5 first:pt-0 last:pb-0"
          >
            <span className="min-w-0">
              <span className="font-medium">{wordsOf(step)}</span>
              {step.by ? <span className="text-ink-soft"> {text.by(step.by)}</span> : null}
              {step.reason ? <span className="mt-0.5 block text-ink-soft">{step.reason}</span> : null}
            </span>
            <span className="text-[0.8125rem] text-ink-faint">
              <Moment at={step.at} timeZone={timeZone} />
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function wordsOf({ kind, about, amount, currency }: PartnerPage["timeline"][number]): string {
  const sum = amount !== null && currency ? ` ${moneyText(amount, currency)}` : "";
  return `${text.kinds[kind]}${sum}${about ? ` ${about}` : ""}`;
}
