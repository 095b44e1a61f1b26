import { demo } from "@/app/_text/public/demo";
import { Moment } from "@/app/_ui/value/moment";
import type { EventTrace } from "@/server/report/history/trace";
import { Letter } from "./letter";
import { Station } from "./station";

/** Every click of the customer, whether it counts, and why. */
export function Clicks({ trace, timeZone }: { trace: EventTrace; timeZone: string }) {
  const { clicks } = trace.explanation;
  const counting = clicks.filter((click) => click.counts).length;
  const byHand = trace.explanation.outcome.detail.code === "by_hand";
  if (clicks.length === 0) {
    const lead = byHand ? demo.clicks.none : demo.clicks.unknown;
    return <Station kind="raw" title={demo.clicks.title} lead={lead} />;
  }
  return (
    <Station kind="raw" title={demo.clicks.title} lead={demo.clicks.lead(clicks.length, counting)}>
      <ol className="card divide-y divide-line">
        {clicks.map((click, index) => (
          <li
            key={click.clickId}
            className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 px-4 py-3.5 sm:px-5 md:grid-cols-[auto_15rem_minmax(0,1fr)_auto]"
          >
            <span className="row-span-3 md:row-span-1">
              <Letter index={index} counts={click.counts} />
            </span>
            <span className="font-medium">
              {trace.partnerNames.get(click.partnerId)}
              {click.coupon ? (
                <span className="ml-2 text-sm font-normal text-ink-faint">{demo.clicks.coupon}</span>
              ) : null}
            </span>
            <span className={`text-sm md:pt-0.5 ${click.counts ? "text-ink" : "text-ink-soft"}`}>
              {click.reason}
            </span>
            <span className="text-sm text-ink-faint md:pt-0.5">
              <Moment at={click.ts} timeZone={timeZone} />
            </span>
          </li>
        ))}
      </ol>
    </Station>
  );
}
