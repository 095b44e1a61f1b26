import type { Metadata } from "next";
import Link from "next/link";
import { portal } from "@/app/_text/portal/portal";
import { statement } from "@/app/_text/public/statement";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import type { Column } from "@/app/_ui/table/table";
import { Badge, type Tone } from "@/app/_ui/value/badge";
import { monthText } from "@/app/_ui/value/moment";
import { Amount, amountText, When } from "@/app/_ui/value/wire";
import { HowPaid } from "./how";
import { loadPayouts, PATH, type Payouts } from "./load";
import { StripeAccount } from "./stripe";

const { payouts: text } = portal;

export const metadata: Metadata = { title: text.title };

export default async function PayoutsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const loaded = await loadPayouts(search);
  const { method, connect, day, rows, months } = loaded;
  const way = (
    <section id="how" className="scroll-mt-6">
      <HowPaid method={method} connect={connect} day={day} />
      <StripeAccount method={method} connect={connect} />
    </section>
  );
  // Before the first payout a partner comes to say where money goes, and afterwards to see what was sent.
  const isNew = rows.length === 0 && Object.keys(search).length === 0;
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      {isNew ? way : null}
      <Sent loaded={loaded} search={search} />
      {months.length === 0 ? null : <Months of={months} />}
      {isNew ? null : way}
    </>
  );
}

type Loaded = Awaited<ReturnType<typeof loadPayouts>>;

function Sent({ loaded, search }: { loaded: Loaded; search: Awaited<ReturnType<typeof searchOf>> }) {
  const { rows, next, timeZone } = loaded;
  return (
    <Listing
      path={PATH}
      search={search}
      label={text.title}
      columns={columnsIn(timeZone)}
      rows={rows}
      keyOf={(row) => row.id}
      next={next}
      file="payouts"
      filters={[STATUS]}
      empty={<Empty title={text.empty.title} body={text.empty.body} />}
    />
  );
}

function Months({ of }: { of: Loaded["months"] }) {
  return (
    <Panel title={text.months} className="my-6">
      <ul className="flex flex-col gap-2 text-sm">
        {of.map(({ month, closing }) => (
          <li
            key={`${month}${closing.currency}`}
            className="flex flex-col justify-between gap-x-6 sm:flex-row"
          >
            <Link href={`/portal/statements/${month}`} className="text-link">
              {monthText(month)}
            </Link>
            <span className="figure text-ink-soft">{text.balance(amountText(closing))}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const STATUS: Filter = {
  kind: "choice",
  name: "status",
  label: portal.commissions.filters.status,
  options: Object.entries(statement.payout.status),
};

const TONES: Record<Payouts["rows"][number]["status"], Tone> = {
  planned: "derived",
  sending: "derived",
  held: "derived",
  paid: "done",
  failed: "negative",
  canceled: "faint",
  partially_reversed: "negative",
  reversed: "negative",
};

function columnsIn(timeZone: string): Column<Payouts["rows"][number]>[] {
  const { columns: names } = text;
  return [
    {
      key: "made",
      name: names.made,
      cell: (row) => (
        <Link href={`/portal/payouts/${row.id}`} className="font-medium after:absolute after:inset-0">
          <When at={row.createdAt} timeZone={timeZone} only="date" />
        </Link>
      ),
    },
    {
      key: "status",
      name: names.status,
      cell: (row) => (
        <Badge tone={TONES[row.status]} why={text.why[row.status]}>
          {statement.payout.status[row.status]}
        </Badge>
      ),
    },
    { key: "way", name: names.way, from: "md", cell: (row) => statement.payout.rail(row.rail) },
    {
      key: "paid",
      name: names.paid,
      from: "sm",
      cell: (row) => (row.paidAt === null ? null : <When at={row.paidAt} timeZone={timeZone} only="date" />),
    },
    { key: "amount", name: names.amount, align: "right", cell: (row) => <Amount of={row.amount} /> },
  ];
}
