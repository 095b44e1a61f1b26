import { demo } from "@/app/_text/public/demo";
import { Moment } from "@/app/_ui/value/moment";
import type { EventTrace } from "@/server/report/history/trace";
import { Letter } from "./letter";
import { Station } from "./station";

/** When it was learnt that each click belongs to the customer. Clicks learnt together stand together. */
export function Identity({ trace, timeZone }: { trace: EventTrace; timeZone: string }) {
  const { clicks, event, customerIds } = trace.explanation;
  if (trace.ties.length === 0) return null;
  const times = [...new Set(trace.ties.map((tie) => tie.learntAt))];
  return (
    <Station
      kind="raw"
      title={demo.identity.title}
      lead={demo.identity.lead(clicks.length, customerIds.join(", "))}
    >
      <ul className="space-y-2.5">
        {times.map((at) => {
          const here = clicks.flatMap((click, index) =>
            trace.ties.some((tie) => tie.clickId === click.clickId && tie.learntAt === at)
              ? [{ click, index }]
              : [],
          );
          return (
            <li key={at} className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
              <span className="flex gap-1.5">
                {here.map(({ click, index }) => (
                  <Letter key={click.clickId} index={index} counts={click.counts} />
                ))}
              </span>
              <span className="text-ink-faint">
                <Moment at={at} timeZone={timeZone} />
              </span>
              {here.every(({ click }) => click.coupon) ? <span>{demo.identity.coupon}</span> : null}
              {at > event.ts ? <span>{demo.identity.late}</span> : null}
            </li>
          );
        })}
      </ul>
    </Station>
  );
}
