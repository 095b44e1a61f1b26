import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { developers } from "@/app/_text/console/developers";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Confirm } from "@/app/_ui/form/confirm";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type Search, type SearchParams, searchOf } from "@/app/_ui/table/address";
import { BulkAct } from "@/app/_ui/table/bulk-act";
import { chosenColumns } from "@/app/_ui/table/columns";
import { type Filter, Filters } from "@/app/_ui/table/filters";
import { Pager } from "@/app/_ui/table/pager";
import { BulkBar } from "@/app/_ui/table/selection";
import { Table } from "@/app/_ui/table/table";
import { TableTools } from "@/app/_ui/table/tools";
import { brandSettings } from "../../../_data/brand";
import { mayWrite, signedIn } from "../../../_data/signed-in";
import {
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
  const path = `/developers/webhooks/${id}`;
  const columns = deliveryColumns(kind, timeZone);
  const writes = mayWrite(member);
  return (
    <>
      <PageHeader
        title={<span className="break-all">{receiver.url}</span>}
        lead={<ReceiverStatus of={receiver} timeZone={timeZone} />}
        above={{ href: "/developers/webhooks", name: text.title }}
      />
      {writes ? <Choices receiver={receiver} kind={kind} /> : null}
      <h2 className="mb-3 font-semibold">{text.deliveries}</h2>
      <Filters path={path} search={search} filters={[STATUS]}>
        <TableTools path={path} search={search} columns={columns} file="deliveries" />
      </Filters>
      {deliveries.data.length === 0 ? (
        <NothingSent search={search} path={path} />
      ) : (
        <Table
          label={text.deliveries}
          columns={chosenColumns(columns, search)}
          rows={deliveries.data}
          keyOf={(row) => row.id}
          select={writes ? { form: BULK, nameOf: (row) => row.type } : undefined}
        />
      )}
      <Pager path={path} search={search} next={deliveries.nextCursor} />
      {writes ? (
        <BulkBar form={BULK}>
          <BulkAct
            form={BULK}
            name={text.again}
            title={text.againTitle}
            cancel={cancel}
            look="primary"
            effect={effectOfSendingAgain}
            action={redeliverSome}
          >
            <input type="hidden" name="kind" value={kind} />
          </BulkAct>
        </BulkBar>
      ) : null}
    </>
  );
}

const STATUS: Filter = {
  kind: "choice",
  name: "status",
  label: text.anyStatus,
  options: Object.entries(text.status),
};
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

function NothingSent({ search, path }: { search: Search; path: string }) {
  return search["status"] === undefined && search["cursor"] === undefined ? (
    <Empty title={text.none.title} body={text.none.body} />
  ) : (
    <Empty title={table.nothing.title} body={table.nothing.body}>
      <ButtonLink href={path}>{table.clear}</ButtonLink>
    </Empty>
  );
}
