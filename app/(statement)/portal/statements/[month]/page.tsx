import Link from "next/link";
import { notFound } from "next/navigation";
import { commissions } from "@/app/_text/console/commissions";
import { statement } from "@/app/_text/public/statement";
import { Moment, monthText } from "@/app/_ui/value/moment";
import { Amount } from "@/app/_ui/value/wire";
import { orNotFound } from "@/app/(statement)/_data/found";
import { reader } from "@/app/(statement)/_data/signed-in";
import { Document } from "@/app/(statement)/_parts/document";
import { Lines } from "@/app/(statement)/_parts/lines";

type Call = Awaited<ReturnType<typeof reader>>["call"];
type Statement = Awaited<ReturnType<Call["statements"]["getStatement"]>>;

const { month: text } = statement;
const PARTS = ["opening", "earned", "paid", "returned"] as const;

export const metadata = { title: text.title };
export const dynamic = "force-dynamic";

/** What happened to the signed-in partner's balance in one month. */
export default async function MonthPage({ params }: { params: Promise<{ month: string }> }) {
  const { call, viewer } = await reader();
  const { month } = await params;
  if (viewer.current?.kind !== "partner") notFound();
  const read = await orNotFound(call.statements.getStatement({ id: viewer.current.partnerId, month }));
  return (
    <Document
      title={text.title}
      lead={monthText(month)}
      sandbox={read.sandbox}
      brand={read.brand}
      partnerName={read.partner.name}
    >
      {read.balances.length === 0 ? <p className="mt-8 text-ink-soft">{text.quiet}</p> : null}
      {read.balances.map((balance) => (
        <Balance key={balance.closing.currency} of={balance} lines={read.lines} timeZone={read.timeZone} />
      ))}
    </Document>
  );
}

type BalanceProps = { of: Statement["balances"][number]; lines: Statement["lines"]; timeZone: string };

function Balance({ of, lines, timeZone }: BalanceProps) {
  const { currency } = of.closing;
  return (
    <section className="mt-8 border-t border-line pt-6">
      <h2 className="font-semibold">{currency}</h2>
      <dl className="mt-3 text-sm">
        {PARTS.map((part) => (
          <Row key={part} name={text[part]} amount={of[part]} />
        ))}
        <Row name={text.closing} amount={of.closing} last />
      </dl>
      <Lines
        title={`${text.lines}, ${currency}`}
        columns={{ when: text.columns.at, what: text.columns.what, amount: text.columns.amount }}
        lines={lines
          .filter((line) => line.amount.currency === currency)
          .map((line) => ({
            key: `${line.kind} ${line.id} ${line.at}`,
            when: <Moment at={Date.parse(line.at)} timeZone={timeZone} only="date" />,
            what: <What of={line} />,
            amount: <Amount of={line.amount} />,
          }))}
        sums={[]}
      />
    </section>
  );
}

/** Which kind of entry was made is said in the line's detail. */
const entryNames = new Map<string | null, string>(Object.entries(commissions.kind));

function What({ of: { kind, id, programName, detail } }: { of: Statement["lines"][number] }) {
  if (programName !== null) {
    const name = kind === "earned" ? entryNames.get(detail) : undefined;
    return `${name ?? text.kind[kind]} · ${programName}`;
  }
  return (
    <Link href={`/portal/payouts/${id}`} className="text-link">
      {text.kind[kind]}
    </Link>
  );
}

type RowProps = { name: string; amount: { minor: number; currency: string }; last?: boolean };

function Row({ name, amount, last = false }: RowProps) {
  return (
    <div className={`flex justify-between gap-6 py-1.5 ${last ? "border-t border-line font-semibold" : ""}`}>
      <dt>{name}</dt>
      <dd>
        <Amount of={amount} />
      </dd>
    </div>
  );
}
