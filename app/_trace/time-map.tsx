import { demo } from "@/app/_text/public/demo";
import { Moment } from "@/app/_ui/value/moment";
import { DAY_MS } from "@/server/platform/clock";
import type { EventTrace } from "@/server/report/history/trace";
import { letterOf } from "./letter";
import { layOut } from "./time-scale";

/** The same facts on a line of time: which clicks lie in the window, and what came after the event. */
export function TimeMap({ trace, timeZone }: { trace: EventTrace; timeZone: string }) {
  const { clicks, event, reductions } = trace.explanation;
  const windowDays = windowOf(trace.explanation);
  if (clicks.length === 0) return null;
  const { from, place, lanes } = layOut(
    clicks.map((click) => click.ts),
    event.ts,
    reductions.map((one) => one.ts),
  );
  const windowFrom = Math.max(0, place(event.ts - (windowDays ?? 0) * DAY_MS));
  return (
    <figure
      role="img"
      aria-label={demo.map.label(clicks.length, clicks.filter((click) => click.counts).length)}
      className="my-14"
    >
      <div className="relative h-36">
        {windowDays === null ? null : (
          <div
            className={`absolute inset-y-0 border-dashed border-raw/50 bg-raw-wash ${windowFrom > 0 ? "border-l" : ""}`}
            style={{ left: `${windowFrom}%`, right: `${100 - place(event.ts)}%` }}
          >
            <span className="figure absolute top-2 left-2.5 text-xs text-raw">
              {demo.map.window(windowDays)}
            </span>
          </div>
        )}
        <div className="absolute inset-x-0 bottom-8 h-0.5 bg-line-strong/50" />
        <span
          className="absolute top-0 bottom-8 w-0.5 -translate-x-1/2 bg-ink"
          style={{ left: `${place(event.ts)}%` }}
        />
        <span
          className="absolute bottom-[1.55rem] size-3.5 -translate-x-1/2 rotate-45 bg-ink"
          style={{ left: `${place(event.ts)}%` }}
        />
        {clicks.map((click, index) => (
          <span
            key={click.clickId}
            className={`absolute grid size-6 -translate-x-1/2 place-items-center rounded-full border-2 text-xs font-semibold ${click.counts ? "border-raw bg-raw text-on-accent" : "border-line-strong bg-surface text-ink-faint"}`}
            style={{ left: `${place(click.ts)}%`, bottom: `${1.3 + (lanes[index] ?? 0) * 1.75}rem` }}
          >
            {letterOf(index)}
          </span>
        ))}
        {reductions.map((one, index) => (
          <Taking key={one.id} type={one.type} at={place(one.ts)} lane={index} />
        ))}
        <span className="absolute bottom-0 left-0 text-xs text-ink-faint">
          <Moment at={from} timeZone={timeZone} only="date" />
        </span>
        <span
          className={`absolute bottom-0 text-xs font-medium whitespace-nowrap ${place(event.ts) > 50 ? "-translate-x-full pr-1" : "pl-1"}`}
          style={{ left: `${place(event.ts)}%` }}
        >
          {demo.eventName(event.type)}
        </span>
      </div>
    </figure>
  );
}

/** A refund or a part of a dispute. On a phone its name stands in the list only. */
function Taking({ type, at, lane }: { type: string; at: number; lane: number }) {
  const won = type === "dispute_won";
  return (
    <>
      <span
        className={`absolute bottom-[1.6rem] size-3 -translate-x-1/2 rotate-45 border-2 bg-surface ${won ? "border-ledger" : "border-negative"}`}
        style={{ left: `${at}%` }}
      />
      <span
        className={`absolute hidden -translate-x-1/2 text-xs whitespace-nowrap sm:block ${won ? "text-ledger" : "text-negative"}`}
        style={{ left: `${at}%`, bottom: `${2.8 + lane * 1.1}rem` }}
      >
        {demo.eventName(type)}
      </span>
    </>
  );
}

/** The window that the event's clicks were judged by; null where the explanation names none. */
function windowOf({ terms, outcome: { detail } }: EventTrace["explanation"]): number | null {
  return terms[0]?.attributionWindowDays ?? (detail.code === "outside_window" ? detail.windowDays : null);
}
