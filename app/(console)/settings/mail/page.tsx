import type { Metadata } from "next";
import { settings } from "@/app/_text/console/settings";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Field, Input } from "@/app/_ui/form/field";
import { Empty } from "@/app/_ui/page/empty";
import { Notice } from "@/app/_ui/page/notice";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type Search, type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Bulk, type TickedAct } from "@/app/_ui/table/bulk/bulk";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import type { Column } from "@/app/_ui/table/table";
import { Badge, type Tone } from "@/app/_ui/value/badge";
import { When } from "@/app/_ui/value/wire";
import { parseId } from "@/server/platform/ids";
import { brandSettings } from "../../_data/brand";
import { type Member, mayWrite, signedIn } from "../../_data/signed-in";
import { SettingsPlaces } from "../_parts/places";
import { retryMail, sendTestMail } from "../acts";
import { effectOfRetrying, retrySome } from "../bulk-acts";

const { mail: text } = settings;
export const metadata: Metadata = { title: text.title };
const PATH = "/settings/mail";
const BULK = "mails";
const STATUSES = ["waiting", "sent", "kept", "unwanted", "failed"] as const;

export default async function MailPage({ searchParams }: { searchParams: SearchParams }) {
  const [member, search] = await Promise.all([signedIn(), searchOf(searchParams)]);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <SettingsPlaces />
      {mayWrite(member) ? (
        <>
          <TestMail to={member.viewer.email} />
          <Mails call={member.call} search={search} />
        </>
      ) : (
        <Notice kind="note">{text.forbidden}</Notice>
      )}
    </>
  );
}

function TestMail({ to }: { to: string }) {
  return (
    <Panel className="mb-6">
      <ActionForm action={sendTestMail} className="flex flex-wrap items-end gap-3">
        <Field label={text.to} className="w-full sm:w-72">
          <Input name="to" type="email" required defaultValue={to} autoComplete="email" />
        </Field>
        <Button type="submit" look="primary">
          {text.test}
        </Button>
      </ActionForm>
    </Panel>
  );
}

async function Mails({ call, search }: { call: Member["call"]; search: Search }) {
  const status = STATUSES.find((one) => one === search["status"]);
  const cursor = parseId(search["cursor"] ?? "");
  const [{ data, nextCursor }, { timeZone }] = await Promise.all([
    call.mails.listMails({ ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) }),
    brandSettings(),
  ]);
  return (
    <>
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columnsIn(timeZone)}
        rows={data}
        keyOf={(row) => row.id}
        next={nextCursor}
        file="mail"
        filters={[STATUS]}
        empty={<Empty title={text.empty.title} body={text.empty.body} />}
        select={{ form: BULK, nameOf: (row) => row.recipient, can: (row) => row.status === "failed" }}
      />
      <Bulk form={BULK} cancel={settings.cancel} acts={[RETRY]} />
    </>
  );
}

const RETRY: TickedAct = {
  name: text.retry,
  title: text.retryTitle,
  look: "primary",
  effect: effectOfRetrying,
  action: retrySome,
};

const STATUS: Filter = {
  kind: "choice",
  name: "status",
  label: text.anyStatus,
  options: Object.entries(text.status),
};

type Row = Awaited<ReturnType<Member["call"]["mails"]["listMails"]>>["data"][number];
const TONES: Record<Row["status"], Tone> = {
  waiting: "derived",
  sent: "ledger",
  kept: "raw",
  unwanted: "faint",
  failed: "negative",
};

function columnsIn(timeZone: string): Column<Row>[] {
  return [
    {
      key: "recipient",
      name: text.columns.recipient,
      cell: (row) => <span className="break-all">{row.recipient}</span>,
    },
    { key: "template", name: text.columns.template, from: "sm", cell: (row) => row.template },
    {
      key: "status",
      name: text.columns.status,
      cell: (row) => (
        <Badge tone={TONES[row.status]} why={row.status === "kept" ? text.kept : row.error}>
          {text.status[row.status]}
        </Badge>
      ),
    },
    {
      key: "made",
      name: text.columns.made,
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} />,
    },
    {
      key: "acts",
      name: text.columns.acts,
      acts: true,
      cell: (row) => (row.status === "failed" ? <Retry id={row.id} /> : "–"),
    },
  ];
}

function Retry({ id }: { id: string }) {
  return (
    <ActionForm action={retryMail}>
      <input type="hidden" name="id" value={id} />
      <Button type="submit">{text.retry}</Button>
    </ActionForm>
  );
}
