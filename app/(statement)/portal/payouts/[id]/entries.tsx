import { demo } from "@/app/_text/public/demo";
import { statement } from "@/app/_text/public/statement";
import { Moment } from "@/app/_ui/value/moment";
import { Money } from "@/app/_ui/value/money";
import { without } from "@/app/_ui/value/sums";
import { Amount } from "@/app/_ui/value/wire";
import type { reader } from "@/app/(statement)/_data/signed-in";
import { type Line, Lines } from "@/app/(statement)/_parts/lines";

type Call = Awaited<ReturnType<typeof reader>>["call"];
type Statement = Awaited<ReturnType<Call["statements"]["getPayoutStatement"]>>;
type Entry = Statement["entries"][number];

const { payout: text } = statement;

/** Every entry with its reason; then what came back since. */
export function Entries({ of: { entries, rest, returns, payout, timeZone } }: { of: Statement }) {
  if (payout.status === "failed" || payout.status === "canceled") {
    return <p className="mt-8 text-sm text-ink-soft">{text.free}</p>;
  }
  const { currency } = payout.amount;
  const left = without(payout.amount, payout.returned);
  return (
    <section className="mt-8">
      <h2 className="font-semibold">{text.entries}</h2>
      <Lines
        title={text.entries}
        columns={{ when: text.columns.earned, what: text.columns.why, amount: text.columns.amount }}
        lines={[...entries.map((entry) => lineOf(entry, timeZone)), ...beyond(rest)]}
        sums={[
          { name: text.total, amount: <Amount of={payout.amount} /> },
          ...returns.map(({ note, amount }) => ({
            name: text.returned(note),
            amount: <Money amount={-BigInt(amount.minor)} currency={currency} />,
          })),
          ...(returns.length === 0 ? [] : [{ name: text.left, amount: <Amount of={left} /> }]),
        ]}
      />
    </section>
  );
}

function lineOf(entry: Entry, timeZone: string): Line {
  const { id, programName, eventType, eventAt, createdAt, clickDay, why, amount } = entry;
  const name =
    eventType === null ? (clickDay === null ? text.byHand : text.clicks) : demo.eventName(eventType);
  return {
    key: id,
    when: <Moment at={Date.parse(eventAt ?? createdAt)} timeZone={timeZone} only="date" />,
    what: (
      <>
        <span className="inline-block first-letter:uppercase">{name}</span> · {programName}
      </>
    ),
    note: why,
    amount: <Amount of={amount} />,
  };
}

function beyond({ entries, amount }: Statement["rest"]): Line[] {
  return entries === 0
    ? []
    : [{ key: "rest", when: null, what: text.rest(entries), amount: <Amount of={amount} /> }];
}
