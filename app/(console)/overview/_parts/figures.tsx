import type { ReactNode } from "react";
import { overview } from "@/app/_text/console/overview";
import { Amount, type WireMoney } from "@/app/_ui/value/wire";
import type { Overview } from "../load";

const text = overview.figures;

/** Four figures of the span, each with what it was before. */
export function Figures({ present, previous }: Pick<Overview, "present" | "previous">) {
  return (
    <dl className="grid gap-px overflow-hidden rounded-[14px] border border-line bg-line sm:grid-cols-2 xl:grid-cols-4">
      <Figure name={text.clicks} now={present.validClicks} before={previous.validClicks}>
        {grouped(present.validClicks)}
      </Figure>
      <Figure name={text.customers} now={present.customers} before={previous.customers}>
        {grouped(present.customers)}
      </Figure>
      <MoneyFigure name={text.revenue} now={present.revenue} before={previous.revenue} />
      <MoneyFigure name={text.commission} now={present.commissions} before={previous.commissions} />
    </dl>
  );
}

type MoneyProps = { name: string; now: readonly WireMoney[]; before: readonly WireMoney[] };

function MoneyFigure({ name, now, before }: MoneyProps) {
  const [first, ...rest] = [...now].sort((a, b) => b.minor - a.minor);
  const then = before.find((one) => one.currency === first?.currency)?.minor ?? 0;
  return (
    <Figure
      name={name}
      now={first?.minor ?? 0}
      before={then}
      more={rest.map((one) => <Amount key={one.currency} of={one} />)}
    >
      {first ? <Amount of={first} /> : "0"}
    </Figure>
  );
}

type FigureProps = { name: string; now: number; before: number; more?: ReactNode[]; children: ReactNode };

function Figure({ name, now, before, more = [], children }: FigureProps) {
  return (
    <div className="bg-surface p-5">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="mt-2">
        <span className="figure block text-[1.75rem] leading-tight font-semibold tracking-tight">
          {children}
        </span>
        {more.length > 0 ? (
          <span className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-ink-soft">{more}</span>
        ) : null}
        <span className="mt-1.5 block text-[0.8125rem]">
          <Change now={now} before={before} />
        </span>
      </dd>
    </div>
  );
}

/** Up and down are written out, and never told by colour alone. */
function Change({ now, before }: { now: number; before: number }) {
  if (before === 0) return <span className="text-ink-soft">{text.none}</span>;
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return <span className="text-ink-soft">{text.same}</span>;
  return (
    <span className={percent > 0 ? "text-ledger" : "text-negative"}>
      {percent > 0 ? "▲ +" : "▼ −"}
      {grouped(Math.abs(percent))} %
    </span>
  );
}

export function grouped(value: number): string {
  return new Intl.NumberFormat("en-US").format(value);
}
