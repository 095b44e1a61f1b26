import type { Metadata } from "next";
import { payouts } from "@/app/_text/payouts";
import { Badge } from "@/app/_ui/badge";
import { Empty } from "@/app/_ui/empty";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Pager } from "@/app/_ui/table/pager";
import { When } from "@/app/_ui/wire";
import { parseId } from "@/server/platform/ids";
import { brandSettings } from "../../_data/brand";
import { type Member, signedIn } from "../../_data/signed-in";
import { PayoutPlaces } from "../_parts/places";

const { reconciliation: text } = payouts;
export const metadata: Metadata = { title: text.title };

export default async function ReconciliationPage({ searchParams }: { searchParams: SearchParams }) {
  const [{ call }, { timeZone }, search] = await Promise.all([
    signedIn(),
    brandSettings(),
    searchOf(searchParams),
  ]);
  const cursor = parseId(search["cursor"] ?? "");
  const { data, nextCursor } = await call.reconciliations.listReconciliations(cursor ? { cursor } : {});
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <PayoutPlaces />
      {data.length === 0 ? (
        <Empty title={text.empty.title} body={text.empty.body} />
      ) : (
        <ol className="flex flex-col gap-4">
          {data.map((report) => (
            <li key={report.id}>
              <Report report={report} timeZone={timeZone} />
            </li>
          ))}
        </ol>
      )}
      <Pager path="/payouts/reconciliation" search={search} next={nextCursor} />
    </>
  );
}

type Report = Awaited<ReturnType<Member["call"]["reconciliations"]["listReconciliations"]>>["data"][number];

function Report({ report, timeZone }: { report: Report; timeZone: string }) {
  const { startedAt, payouts: mine, transfers, findings, error } = report;
  return (
    <Panel>
      <p className="mb-2 flex flex-wrap justify-between gap-x-6 text-sm">
        <span className="font-semibold">
          <When at={startedAt} timeZone={timeZone} />
        </span>
        <span className="text-ink-soft">{text.compared(mine, transfers)}</span>
      </p>
      {error ? <Notice kind="error">{error}</Notice> : null}
      {findings.length === 0 && !error ? <p className="text-sm text-ink-soft">{text.fine}</p> : null}
      <ul className="flex flex-col gap-2 text-sm">
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
    </Panel>
  );
}
