import type { ReactNode } from "react";
import { dayText } from "@/server/program/terms/calendar";

export type DayBar = { day: string; value: number; text: string };

type Props = { label: string; bars: readonly DayBar[]; most: string; table: ReactNode };

const WIDTH = 720;
const HEIGHT = 180;

/** One bar a day, drawn on the server, with the same figures as a table for those who would rather read. */
export function DayBars({ label, bars, most, table }: Props) {
  const [first, last] = [bars.at(0), bars.at(-1)];
  const top = Math.max(1, ...bars.map((bar) => bar.value));
  const step = WIDTH / Math.max(1, bars.length);
  return (
    <figure>
      <div>
        <p className="figure mb-1.5 text-right text-xs text-ink-faint">{most}</p>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-48 w-full overflow-visible"
          role="img"
          aria-label={label}
        >
          {[0, 0.5, 1].map((part) => (
            <line
              key={part}
              x1="0"
              x2={WIDTH}
              y1={HEIGHT * part}
              y2={HEIGHT * part}
              className="stroke-line"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {bars.map(({ day, value, text }, index) => {
            const height = (Math.max(0, value) / top) * HEIGHT;
            return (
              <g key={day} className="group">
                <title>{`${dayText(day)}: ${text}`}</title>
                <rect x={index * step} y="0" width={step} height={HEIGHT} className="fill-transparent" />
                <rect
                  x={index * step + step * 0.15}
                  y={HEIGHT - height}
                  width={step * 0.7}
                  height={height}
                  className="fill-ledger/75 group-hover:fill-ledger"
                />
              </g>
            );
          })}
        </svg>
      </div>
      <div className="mt-2 flex justify-between text-xs text-ink-faint">
        <span>{first && dayText(first.day)}</span>
        <span>{last && dayText(last.day)}</span>
      </div>
      <figcaption className="mt-3 text-sm">{table}</figcaption>
    </figure>
  );
}
