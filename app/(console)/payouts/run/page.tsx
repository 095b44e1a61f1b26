import type { Metadata } from "next";
import { payouts } from "@/app/_text/console/payouts";
import { Confirm } from "@/app/_ui/form/confirm";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { RowLink } from "@/app/_ui/table/row-link";
import { type Column, Table } from "@/app/_ui/table/table";
import { Badge } from "@/app/_ui/value/badge";
import { sumsOf } from "@/app/_ui/value/sums";
import { Amount, amountText } from "@/app/_ui/value/wire";
import { mayWrite, signedIn } from "../../_data/signed-in";
import { PayoutPlaces } from "../_parts/places";
import { planPayouts } from "../acts";
import { loadRun, type Run } from "../load";

const { run: text, columns: names } = payouts;
export const metadata: Metadata = { title: text.title };
const MOST_SHOWN = 200;

export default async function RunPage() {
  const [{ planned, carried }, member] = await Promise.all([loadRun(), signedIn()]);
  const sums = sumsOf(planned.map((one) => one.amount))
    .map(amountText)
    .join(", ");
  return (
    <>
      <PageHeader title={text.title} lead={text.lead}>
        {mayWrite(member) && planned.length > 0 ? (
          <Confirm
            name={text.action}
            title={text.question}
            effect={text.effect(planned.length, sums)}
            cancel={payouts.cancel}
            look="primary"
            action={planPayouts}
          />
        ) : null}
      </PageHeader>
      <PayoutPlaces />
      {planned.length === 0 ? (
        <Empty title={text.empty.title} body={text.empty.body} />
      ) : (
        <>
          <h2 className="mb-3 font-semibold">{`${text.due}: ${sums}`}</h2>
          <Some of={planned} label={text.due} columns={DUE} />
        </>
      )}
      {carried.length > 0 ? (
        <>
          <h2 className="mt-8 font-semibold">{text.blocked}</h2>
          <p className="mb-3 text-sm text-ink-soft">{text.blockedLead}</p>
          <Some of={carried} label={text.blocked} columns={BLOCKED} />
        </>
      ) : null}
    </>
  );
}

type Due = Run["planned"][number];
type Blocked = Run["carried"][number];
type Row = { partnerId: string; partnerName: string; amount: { minor: number; currency: string } };

function Some<R extends Row>({
  of,
  label,
  columns,
}: {
  of: readonly R[];
  label: string;
  columns: Column<R>[];
}) {
  return (
    <>
      <Table
        label={label}
        columns={columns}
        rows={of.slice(0, MOST_SHOWN)}
        keyOf={(row) => `${row.partnerId}${row.amount.currency}`}
      />
      {of.length > MOST_SHOWN ? (
        <p className="mt-2 text-sm text-ink-soft">{text.more(of.length - MOST_SHOWN)}</p>
      ) : null}
    </>
  );
}

/** What is due leads to the commissions that it is made of, what is blocked to the partner, where it can be mended. */
const DUE: Column<Due>[] = [
  {
    key: "partner",
    name: names.partner,
    cell: (row) => (
      <RowLink href={`/commissions?status=approved&partnerId=${row.partnerId}`}>{row.partnerName}</RowLink>
    ),
  },
  { key: "rail", name: names.rail, cell: (row) => payouts.rail[row.rail] },
  { key: "entries", name: text.entries, align: "right", from: "sm", cell: (row) => row.entries },
  { key: "amount", name: names.amount, align: "right", cell: (row) => <Amount of={row.amount} /> },
];

const BLOCKED: Column<Blocked>[] = [
  {
    key: "partner",
    name: names.partner,
    cell: (row) => <RowLink href={`/partners/${row.partnerId}`}>{row.partnerName}</RowLink>,
  },
  {
    key: "why",
    name: text.why,
    cell: (row) => (
      <Badge tone={row.reason === "blocked" ? "negative" : "faint"} why={row.message}>
        {text.reasons[row.reason]}
      </Badge>
    ),
  },
  { key: "amount", name: names.amount, align: "right", cell: (row) => <Amount of={row.amount} /> },
];
