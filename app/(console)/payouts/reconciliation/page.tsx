import type { Metadata } from "next";
import { payouts } from "@/app/_text/console/payouts";
import { Empty } from "@/app/_ui/page/empty";
import { Notice } from "@/app/_ui/page/notice";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Listing } from "@/app/_ui/table/listing";
import type { Column } from "@/app/_ui/table/table";
import { Badge } from "@/app/_ui/value/badge";
import { When } from "@/app/_ui/value/wire";
import { parseId } from "@/server/platform/ids";
import { brandSettings } from "../../_data/brand";
import { type Member, signedIn } from "../../_data/signed-in";
import { PayoutPlaces } from "../_parts/places";

const { reconciliation: text } = payouts;
export const metadata: Metadata = { title: text.title };
const PATH = "/payouts/reconciliation";

export default async function ReconciliationPage({ searchParams }: { searchParams: SearchParams }) {
  const [{ call }, { timeZone }, search] = await Promise.all([
    signedIn(),
    brandSettings(),
    searchOf(searchParams),
  ]);
  const cursor = parseId(search["cursor"] ?? "");
  const { data, nextCursor } = await call.reconciliations.listReconciliations(cursor ? { cursor } : {});
  const columns = columnsIn(timeZone);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <PayoutPlaces />
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columns}
        rows={data}
        keyOf={(row) => row.id}
        next={nextCursor}
        file="reconciliation"
        empty={<Empty title={text.empty.title} body={text.empty.body} />}
      />
    </>
  );
}

type Report = Awaited<ReturnType<Member["call"]["reconciliations"]["listReconciliations"]>>["data"][number];

function columnsIn(timeZone: string): Column<Report>[] {
  return [
    { key: "when", name: text.columns.when, cell: (row) => <When at={row.startedAt} timeZone={timeZone} /> },
    {
      key: "payouts",
      name: text.columns.payouts,
      align: "right",
      from: "sm",
      cell: (row) => <span className="figure">{row.payouts}</span>,
    },
    {
      key: "transfers",
      name: text.columns.transfers,
      align: "right",
      from: "sm",
      cell: (row) => <span className="figure">{row.transfers}</span>,
    },
    { key: "found", name: text.columns.found, cell: (row) => <Found report={row} /> },
  ];
}

function Found({ report: { findings, error } }: { report: Report }) {
  if (error) return <Notice kind="error">{error}</Notice>;
  if (findings.length === 0) return <span className="text-ink-soft">{text.fine}</span>;
  return (
    <ul className="flex flex-col gap-2">
      {findings.map(({ kind, payoutId, transferId, message, repaired }) => (
        <li key={`${kind}${payoutId ?? ""}${transferId ?? ""}`}>
          <Badge tone={repaired ? "ledger" : "negative"} why={message}>
            {repaired ? text.mended : text.open}
          </Badge>
          {payoutId ? (
            <a href={`/payouts/${payoutId}`} className="text-link ml-2">
              {payouts.open}
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
