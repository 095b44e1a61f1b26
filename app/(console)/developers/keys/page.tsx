import type { Metadata } from "next";
import { developers } from "@/app/_text/console/developers";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Confirm } from "@/app/_ui/form/confirm";
import { Field, Input, Select } from "@/app/_ui/form/field";
import { Empty } from "@/app/_ui/page/empty";
import { Notice } from "@/app/_ui/page/notice";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type Search, type SearchParams, searchOf } from "@/app/_ui/table/address";
import { BulkAct } from "@/app/_ui/table/bulk-act";
import { chosenColumns } from "@/app/_ui/table/columns";
import { Pager } from "@/app/_ui/table/pager";
import { BulkBar } from "@/app/_ui/table/selection";
import { type Column, Table } from "@/app/_ui/table/table";
import { TableTools } from "@/app/_ui/table/tools";
import { Badge } from "@/app/_ui/value/badge";
import { When } from "@/app/_ui/value/wire";
import { SCOPES } from "@/server/auth/scopes";
import { now } from "@/server/platform/clock";
import { parseId } from "@/server/platform/ids";
import { brandSettings } from "../../_data/brand";
import { type Member, mayWrite, signedIn } from "../../_data/signed-in";
import { effectOfRevoking, makeKey, revokeKey, revokeSome } from "../_acts/keys";
import { DeveloperPlaces } from "../_parts/places";
import { Ticks } from "../_parts/ticks";

const { keys: text, cancel } = developers;
export const metadata: Metadata = { title: text.title };
const PATH = "/developers/keys";
const BULK = "keys";

export default async function KeysPage({ searchParams }: { searchParams: SearchParams }) {
  const [member, search] = await Promise.all([signedIn(), searchOf(searchParams)]);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <DeveloperPlaces />
      {mayWrite(member) ? (
        <Keys call={member.call} search={search} />
      ) : (
        <Notice kind="note">{text.forbidden}</Notice>
      )}
    </>
  );
}

async function Keys({ call, search }: { call: Member["call"]; search: Search }) {
  const cursor = parseId(search["cursor"] ?? "");
  const [{ data, nextCursor }, { timeZone }] = await Promise.all([
    call.apiKeys.listApiKeys(cursor ? { cursor } : {}),
    brandSettings(),
  ]);
  const columns = columnsIn(timeZone);
  return (
    <>
      <MakeKey />
      <div className="mb-4 flex justify-end gap-2">
        <TableTools path={PATH} search={search} columns={columns} file="api-keys" />
      </div>
      {data.length === 0 ? (
        <Empty title={text.empty.title} body={text.empty.body} />
      ) : (
        <Table
          label={text.title}
          columns={chosenColumns(columns, search)}
          rows={data}
          keyOf={(row) => row.id}
          select={{ form: BULK, nameOf: (row) => row.name, can: (row) => row.revokedAt === null }}
        />
      )}
      <Pager path={PATH} search={search} next={nextCursor} />
      <BulkBar form={BULK}>
        <BulkAct
          form={BULK}
          name={text.revoke}
          title={text.revokeSomeTitle}
          cancel={cancel}
          look="danger"
          effect={effectOfRevoking}
          action={revokeSome}
        />
      </BulkBar>
    </>
  );
}

function MakeKey() {
  return (
    <Panel title={text.make} className="mb-6">
      <ActionForm action={makeKey} className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-[2fr_1fr]">
          <Field label={text.name} hint={text.nameHint}>
            <Input name="name" required maxLength={200} autoComplete="off" />
          </Field>
          <Field label={text.kind}>
            <Select name="kind">
              <option value="secret">{text.kinds.secret}</option>
              <option value="publishable">{text.kinds.publishable}</option>
            </Select>
          </Field>
        </div>
        <Ticks legend={text.scopes} hint={text.scopesHint} name="scopes" of={SCOPES} />
        <Button type="submit" look="primary" className="self-start">
          {text.make}
        </Button>
      </ActionForm>
    </Panel>
  );
}

type Key = Awaited<ReturnType<Member["call"]["apiKeys"]["listApiKeys"]>>["data"][number];

function columnsIn(timeZone: string): Column<Key>[] {
  return [
    {
      key: "name",
      name: text.columns.name,
      cell: (row) => (
        <>
          <span className="font-medium">{row.name}</span>
          <code className="block font-mono text-xs text-ink-soft">{row.prefix}…</code>
        </>
      ),
    },
    { key: "kind", name: text.columns.kind, from: "sm", cell: (row) => text.kinds[row.kind] },
    {
      key: "scopes",
      name: text.columns.scopes,
      from: "lg",
      cell: (row) => row.scopes?.join(", ") ?? text.all,
    },
    {
      key: "made",
      name: text.columns.made,
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} only="date" />,
    },
    { key: "status", name: text.columns.status, cell: (row) => <KeyStatus of={row} timeZone={timeZone} /> },
    {
      key: "revoke",
      name: text.revoke,
      acts: true,
      cell: (row) =>
        row.revokedAt ? (
          "–"
        ) : (
          <Confirm
            name={text.revoke}
            title={text.revokeTitle}
            effect={text.revokeEffect(row.name)}
            cancel={cancel}
            action={revokeKey}
          >
            <input type="hidden" name="id" value={row.id} />
          </Confirm>
        ),
    },
  ];
}

function KeyStatus({ of: { revokedAt, expiresAt }, timeZone }: { of: Key; timeZone: string }) {
  if (revokedAt) {
    return (
      <Badge tone="faint" why={<When at={revokedAt} timeZone={timeZone} only="date" />}>
        {text.revoked}
      </Badge>
    );
  }
  const over = expiresAt !== null && Date.parse(expiresAt) <= now();
  return <Badge tone={over ? "faint" : "ledger"}>{over ? text.expired : text.active}</Badge>;
}
