import type { Metadata } from "next";
import { developers } from "@/app/_text/console/developers";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Listing } from "@/app/_ui/table/listing";
import { RowLink } from "@/app/_ui/table/row-link";
import type { Column } from "@/app/_ui/table/table";
import { When } from "@/app/_ui/value/wire";
import { brandSettings } from "../../_data/brand";
import { namesOf } from "../../_data/partner-names";
import { mayWrite, signedIn } from "../../_data/signed-in";
import { addWebhook } from "../_acts/webhooks";
import { DeveloperPlaces } from "../_parts/places";
import { type Receiver, ReceiverStatus } from "../_parts/receiver-status";
import { WebhookForm } from "../_parts/webhook-form";

const { webhooks: text } = developers;
export const metadata: Metadata = { title: text.title };
const PATH = "/developers/webhooks";
const MOST = 100;

export default async function WebhooksPage({ searchParams }: { searchParams: SearchParams }) {
  const [member, { timeZone }, search] = await Promise.all([
    signedIn(),
    brandSettings(),
    searchOf(searchParams),
  ]);
  const [webhooks, postbacks] = await Promise.all([
    member.call.webhooks.listWebhooks({ limit: MOST }),
    member.call.postbacks.listPostbacks({ limit: MOST }),
  ]);
  const names = await namesOf(postbacks.data.map((one) => one.partnerId));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const columns = columnsIn(timeZone);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <DeveloperPlaces />
      {mayWrite(member) ? (
        <Panel title={text.add} className="mb-6">
          <WebhookForm action={addWebhook} name={text.add} />
        </Panel>
      ) : null}
      <Listing
        path={PATH}
        search={search}
        label={text.webhooks}
        columns={columns}
        rows={webhooks.data}
        keyOf={(row) => row.id}
        next={null}
        file="webhooks"
        empty={<Empty title={text.empty.title} body={text.empty.body} />}
      />
      <h2 className="mt-8 mb-3 font-semibold">{text.postbacks}</h2>
      <Listing
        path={PATH}
        search={search}
        label={text.postbacks}
        columns={columns}
        rows={postbacks.data.map((row) => ({ ...row, description: nameOf(row.partnerId) }))}
        keyOf={(row) => row.id}
        next={null}
        file="postbacks"
        empty={<p className="text-sm text-ink-soft">{text.noPostbacks}</p>}
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
        <>
          <RowLink href={`${PATH}/${row.id}`}>
            <span className="break-all">{row.url}</span>
          </RowLink>
          {row.description ? <span className="block text-ink-soft">{row.description}</span> : null}
        </>
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
      cell: (row) => row.types?.join(", ") ?? text.allTypes,
    },
    {
      key: "made",
      name: text.columns.made,
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} only="date" />,
    },
  ];
}
