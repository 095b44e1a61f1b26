import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { developers } from "@/app/_text/console/developers";
import { Confirm } from "@/app/_ui/form/confirm";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Bulk, type TickedAct } from "@/app/_ui/table/bulk/bulk";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import { brandSettings } from "../../../_data/brand";
import { mayWrite, signedIn } from "../../../_data/signed-in";
import {
  changeWebhook,
  effectOfSendingAgain,
  redeliverSome,
  removeReceiver,
  rotateSecret,
  sendTest,
  setStatus,
} from "../../_acts/webhooks";
import { Act } from "../../_parts/act";
import { deliveryColumns } from "../../_parts/delivery-columns";
import { type Receiver, ReceiverStatus } from "../../_parts/receiver-status";
import { WebhookForm } from "../../_parts/webhook-form";
import type { ReceiverKind } from "../../kind";
import { loadReceiver } from "../../load";

const { webhooks: text, cancel } = developers;
export const metadata: Metadata = { title: text.title };
const BULK = "deliveries";
type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

export default async function ReceiverPage({ params, searchParams }: Props) {
  const [{ id }, search, member, { timeZone }] = await Promise.all([
    params,
    searchOf(searchParams),
    signedIn(),
    brandSettings(),
  ]);
  const found = await loadReceiver(id, search);
  if (!found) notFound();
  const { receiver, kind, deliveries } = found;
  const writes = mayWrite(member);
  return (
    <>
      <PageHeader
        title={<span className="break-all">{receiver.url}</span>}
        lead={<ReceiverStatus of={receiver} timeZone={timeZone} />}
        above={{ href: "/developers/webhooks", name: text.title }}
      />
      {writes ? <Choices receiver={receiver} kind={kind} /> : null}
      {writes && kind === "webhook" ? (
        <Panel title={text.change} className="mb-8">
          <WebhookForm action={changeWebhook} name={text.save} of={receiver}>
            <input type="hidden" name="id" value={id} />
          </WebhookForm>
        </Panel>
      ) : null}
      <h2 className="mb-3 font-semibold">{text.deliveries}</h2>
      <Listing
        path={`/developers/webhooks/${id}`}
        search={search}
        label={text.deliveries}
        columns={deliveryColumns(kind, timeZone)}
        rows={deliveries.data}
        keyOf={(row) => row.id}
        next={deliveries.nextCursor}
        file="deliveries"
        filters={[STATUS]}
        empty={<Empty title={text.none.title} body={text.none.body} />}
        select={writes ? { form: BULK, nameOf: (row) => row.type } : undefined}
      />
      {writes ? <Bulk form={BULK} cancel={cancel} acts={[sendingAgain(kind)]} /> : null}
    </>
  );
}

const STATUS: Filter = {
  kind: "choice",
  name: "status",
  label: text.anyStatus,
  options: Object.entries(text.status),
};

function sendingAgain(kind: ReceiverKind): TickedAct {
  return {
    name: text.again,
    title: text.againTitle,
    look: "primary",
    effect: effectOfSendingAgain,
    action: redeliverSome,
    fields: <input type="hidden" name="kind" value={kind} />,
  };
}

function Choices({ receiver: { id, status, url }, kind }: { receiver: Receiver; kind: ReceiverKind }) {
  const about = { id, kind };
  const fields = Object.entries(about).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
  const other = status === "active" ? "paused" : "active";
  return (
    <div className="mb-8 flex flex-wrap items-start gap-2">
      <Act name={text.test} fields={about} action={sendTest} />
      <Act
        name={status === "active" ? text.pause : text.resume}
        fields={{ ...about, status: other }}
        action={setStatus}
      />
      <Confirm
        name={text.rotate}
        title={text.rotateTitle}
        effect={text.rotateEffect}
        cancel={cancel}
        look="plain"
        action={rotateSecret}
      >
        {fields}
      </Confirm>
      <Confirm
        name={text.remove}
        title={text.removeTitle}
        effect={text.removeEffect(url)}
        cancel={cancel}
        action={removeReceiver}
      >
        {fields}
      </Confirm>
    </div>
  );
}
