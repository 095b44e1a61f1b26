import { demo } from "@/app/_text/public/demo";
import { Moment } from "@/app/_ui/value/moment";
import { moneyText } from "@/app/_ui/value/money";
import type { EventFact } from "@/server/event/rules";
import type { EventTrace } from "@/server/report/history/trace";
import { Station } from "./station";

/** What the customer did, and what took value from it later. */
export function Event({ trace, timeZone }: { trace: EventTrace; timeZone: string }) {
  const { event, reductions, net } = trace.explanation;
  const rows = [event, ...[...reductions].sort((a, b) => a.ts - b.ts)];
  return (
    <Station
      kind="raw"
      title={demo.event.title}
      lead={net && reductions.length === 0 ? demo.event.nothing : undefined}
    >
      <ul className="card divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-baseline gap-x-6 gap-y-1 px-4 py-3.5 sm:px-5">
            <span className="w-40 font-medium first-letter:uppercase">{demo.eventName(row.type)}</span>
            <span className="min-w-0 grow font-mono text-[0.8125rem] text-ink-faint">{row.externalId}</span>
            <span className="text-sm text-ink-faint">
              <Moment at={row.ts} timeZone={timeZone} />
            </span>
            <span className="figure ml-auto w-28 text-right font-medium">
              {valueText(row, row.id !== event.id)}
            </span>
          </li>
        ))}
      </ul>
    </Station>
  );
}

function valueText(event: EventFact, takes: boolean): string {
  if (event.value !== null && event.currency)
    return moneyText(takes ? -event.value : event.value, event.currency);
  if (event.type === "dispute_won") return demo.event.won;
  return takes ? demo.event.all : "";
}
