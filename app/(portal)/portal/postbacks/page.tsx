import type { Metadata } from "next";
import { portalSettings } from "@/app/_text/portal/settings";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Listing } from "@/app/_ui/table/listing";
import { RowLink } from "@/app/_ui/table/row-link";
import type { Column } from "@/app/_ui/table/table";
import { When } from "@/app/_ui/value/wire";
import { type Receiver, ReceiverStatus } from "@/app/(console)/developers/_parts/receiver-status";
import { payoutPlan, signedIn } from "../../_data/signed-in";
import { SettingsPlaces } from "../../_shell/settings-places";
import { addPostback } from "./acts";
import { PostbackForm } from "./form";
import { MOST, PATH } from "./load";

const { postbacks: text } = portalSettings;
export const metadata: Metadata = { title: text.title };

export default async function PostbacksPage({ searchParams }: { searchParams: SearchParams }) {
  const [{ call }, { timeZone }, search] = await Promise.all([
    signedIn(),
    payoutPlan(),
    searchOf(searchParams),
  ]);
  const { data } = await call.postbacks.listPostbacks({ limit: MOST });
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <SettingsPlaces />
      <Panel title={text.add} className="mb-6">
        <PostbackForm action={addPostback} name={text.add} />
      </Panel>
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columnsIn(timeZone)}
        rows={data}
        keyOf={(row) => row.id}
        next={null}
        file="postbacks"
        empty={<Empty title={text.empty.title} body={text.empty.body} />}
      />
    </>
  );
}

function columnsIn(timeZone: string): Column<Receiver>[] {
  return [
    {
      key: "url",
      name: text.columns.url,
      cell: (row) => (
        <RowLink href={`${PATH}/${row.id}`}>
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
      key: "types",
      name: text.columns.types,
      from: "lg",
      cell: (row) => row.types?.join(", "),
    },
    {
      key: "made",
      name: text.columns.made,
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} only="date" />,
    },
  ];
}
