import type { Metadata } from "next";
import { developers } from "@/app/_text/console/developers";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Field, Input } from "@/app/_ui/form/field";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Listing } from "@/app/_ui/table/listing";
import { RowLink } from "@/app/_ui/table/row-link";
import type { Column } from "@/app/_ui/table/table";
import { When } from "@/app/_ui/value/wire";
import { WEBHOOK_TYPES } from "@/server/webhook/types";
import { brandSettings } from "../../_data/brand";
import { namesOf } from "../../_data/partner-names";
import { mayWrite, signedIn } from "../../_data/signed-in";
import { addWebhook } from "../_acts/webhooks";
import { DeveloperPlaces } from "../_parts/places";
import { type Receiver, ReceiverStatus } from "../_parts/receiver-status";
import { Ticks } from "../_parts/ticks";

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
      {mayWrite(member) ? <AddWebhook /> : null}
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

function AddWebhook() {
  return (
    <Panel title={text.add} className="mb-6">
      <ActionForm action={addWebhook} className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={text.url} hint={text.urlHint}>
            <Input name="url" type="url" required placeholder="https://" autoComplete="off" />
          </Field>
          <Field label={text.description}>
            <Input name="description" maxLength={200} autoComplete="off" />
          </Field>
        </div>
        <Ticks legend={text.types} hint={text.typesHint} name="types" of={WEBHOOK_TYPES} />
        <Button type="submit" look="primary" className="self-start">
          {text.add}
        </Button>
      </ActionForm>
    </Panel>
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
