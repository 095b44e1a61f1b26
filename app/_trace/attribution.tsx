import type { ReactNode } from "react";
import { demo } from "@/app/_text/public/demo";
import { WHOLE } from "@/server/attribution/models";
import { percent } from "@/server/demo/shown/arithmetic";
import type { EventTrace } from "@/server/report/history/trace";
import { Letter } from "./letter";
import { Station } from "./station";

/** How the event is shared among the clicks that count, or whose it is by hand. */
export function Attribution({ trace }: { trace: EventTrace }) {
  const { outcome, clicks, byHand } = trace.explanation;
  const lead = outcome.model ? demo.attribution.lead(outcome.model) : outcome.sentence;
  const nameOf = ({ partnerId }: { partnerId: string }) => trace.partnerNames.get(partnerId) ?? "";
  return (
    <Station kind="derived" title={demo.attribution.title} lead={lead}>
      <ul className="space-y-3">
        {byHand ? <Share name={nameOf(byHand)} weight={WHOLE} /> : null}
        {clicks.map((click, index) =>
          click.counts ? (
            <Share
              key={click.clickId}
              letter={<Letter index={index} counts />}
              name={nameOf(click)}
              weight={click.weight}
            />
          ) : null,
        )}
      </ul>
    </Station>
  );
}

function Share({ letter, name, weight }: { letter?: ReactNode; name: string; weight: number }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 sm:grid-cols-[16rem_minmax(0,1fr)_5rem]">
      <span className="flex items-center gap-4 font-medium">
        {letter}
        {name}
      </span>
      <span
        aria-hidden="true"
        className="order-last col-span-2 h-2 overflow-hidden rounded-full bg-derived-wash sm:order-none sm:col-span-1"
      >
        <span
          className="block h-full rounded-full bg-derived"
          style={{ width: `${(weight / WHOLE) * 100}%` }}
        />
      </span>
      <span className="figure text-right font-medium">{percent(weight, WHOLE)}</span>
    </li>
  );
}
