import Link from "next/link";
import type { ReactNode } from "react";
import { overview } from "@/app/_text/console/overview";
import type { Sum } from "@/app/_ui/value/sums";
import { Amount, amountText } from "@/app/_ui/value/wire";
import type { Overview } from "../load";

const text = overview.figures;

type Props = Pick<Overview, "present" | "previous"> & {
  /** The currency that comes first; sums of different ones cannot be compared. */
  currency: string;
  /** The lists that the figures are counted from. */
  lists: { customers: string; revenue: string; commissions: string };
};

/** Four figures of the span, each with what it was before and a way to what it is made of. */
export function Figures({ present, previous, currency, lists }: Props) {
  const [revenue, commissions] = [inOrder(present.revenue, currency), inOrder(present.commissions, currency)];
  const first = [revenue[0], commissions[0]].map((sum) => (sum ? amountText(sum).length : 1));
  const size = sizeOf(Math.max(...first));
  return (
    <dl className="grid gap-px overflow-hidden rounded-[14px] border border-line bg-line sm:grid-cols-2 xl:grid-cols-4">
      <Figure name={text.clicks} size={size} now={present.validClicks} before={previous.validClicks}>
        {grouped(present.validClicks)}
      </Figure>
      <Figure
        name={text.customers}
        href={lists.customers}
        size={size}
        now={present.customers}
        before={previous.customers}
      >
        {grouped(present.customers)}
      </Figure>
      <MoneyFigure
        name={text.revenue}
        href={lists.revenue}
        size={size}
        now={revenue}
        before={previous.revenue}
      />
      <MoneyFigure
        name={text.commission}
        href={lists.commissions}
        size={size}
        now={commissions}
        before={previous.commissions}
      />
    </dl>
  );
}

type MoneyProps = {
  name: string;
  href: string;
  now: readonly Sum[];
  before: readonly Sum[];
  size: string;
};

function MoneyFigure({ name, href, now, before, size }: MoneyProps) {
  const [first, ...rest] = now;
  const then = before.find((one) => one.currency === first?.currency)?.minor ?? 0n;
  return (
    <Figure
      name={name}
      href={href}
      now={Number(first?.minor ?? 0n)}
      before={Number(then)}
      size={size}
      more={rest.map((one) => <Amount key={one.currency} of={one} />)}
    >
      {first ? <Amount of={first} /> : "0"}
    </Figure>
  );
}

/** `now` and `before` are compared, as a percentage that is rounded. */
type FigureProps = {
  name: string;
  href?: string;
  now: number;
  before: number;
  size: string;
  more?: ReactNode[];
  children: ReactNode;
};

function Figure({ name, href, now, before, size, more = [], children }: FigureProps) {
  return (
    <div className="min-w-0 bg-surface p-5">
      <dt className="text-sm text-ink-soft">
        {href ? (
          <Link
            href={href}
            className="underline decoration-line-strong underline-offset-4 hover:text-ink hover:decoration-current"
          >
            {name}
          </Link>
        ) : (
          name
        )}
      </dt>
      <dd className="mt-2">
        <span className={`figure block leading-tight font-semibold tracking-tight ${size}`}>{children}</span>
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

/** This currency first, the others by their names. */
function inOrder(sums: readonly Sum[], currency: string): Sum[] {
  return sums.toSorted(
    (a, b) =>
      Number(b.currency === currency) - Number(a.currency === currency) ||
      a.currency.localeCompare(b.currency),
  );
}

/** A sum stays whole: a longer one is written smaller, and what fits on no line breaks before its currency. */
function sizeOf(length: number): string {
  if (length <= 12) return "text-[1.75rem]";
  if (length <= 15) return "text-[1.375rem]";
  if (length <= 19) return "text-lg";
  return "text-base [&_.figure]:whitespace-normal";
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
