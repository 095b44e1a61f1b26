import type { Metadata } from "next";
import { portalSettings } from "@/app/_text/portal/settings";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { RowLink } from "@/app/_ui/table/row-link";
import { type Column, Table } from "@/app/_ui/table/table";
import { When } from "@/app/_ui/value/wire";
import { type Receiver, ReceiverStatus } from "@/app/(console)/developers/_parts/receiver-status";
import { payoutPlan, signedIn } from "../../_data/signed-in";
import { SettingsPlaces } from "../../_shell/settings-places";
import { addPostback } from "./acts";
import { PostbackForm } from "./form";

const { postbacks: text } = portalSettings;
/** A partner has at most ten. */
const MOST = 10;

export const metadata: Metadata = { title: text.title };

export default async function PostbacksPage() {
  const [{ call }, { timeZone }] = await Promise.all([signedIn(), payoutPlan()]);
  const { data } = await call.postbacks.listPostbacks({ limit: MOST });
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <SettingsPlaces />
      <Panel title={text.add} className="mb-6">
        <PostbackForm action={addPostback} name={text.add} />
      </Panel>
      {data.length === 0 ? (
        <Empty title={text.empty.title} body={text.empty.body} />
      ) : (
        <Table label={text.title} columns={columnsIn(timeZone)} rows={data} keyOf={(row) => row.id} />
      )}
    </>
  );
}

function columnsIn(timeZone: string): Column<Receiver>[] {
  return [
    {
      key: "url",
      name: text.columns.url,
      cell: (row) => (
        <RowLink href={`/portal/postbacks/${row.id}`}>
          <span className="break-all">{row.url}</span>
        </RowLink>
      ),
    },
    {
      key: "status",
      name: text.columns.status,
      cell: (row) => <ReceiverStatus of={row} timeZone={timeZone} />,
    },
    {
      key: "made",
      name: text.columns.made,
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} only="date" />,
    },
  ];
}
