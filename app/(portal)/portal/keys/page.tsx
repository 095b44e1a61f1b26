import type { Metadata } from "next";
import { portalSettings } from "@/app/_text/portal/settings";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Confirm } from "@/app/_ui/form/confirm";
import { Field, Input } from "@/app/_ui/form/field";
import { Submit } from "@/app/_ui/form/submit";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Pager } from "@/app/_ui/table/pager";
import { type Column, Table } from "@/app/_ui/table/table";
import { Badge } from "@/app/_ui/value/badge";
import { When } from "@/app/_ui/value/wire";
import { now } from "@/server/platform/clock";
import { parseId } from "@/server/platform/ids";
import { type Partner, payoutPlan, signedIn } from "../../_data/signed-in";
import { SettingsPlaces } from "../../_shell/settings-places";
import { makeKey, revokeKey } from "./acts";

const { keys: text, cancel } = portalSettings;
const PATH = "/portal/keys";
const MAX_NAME_CHARACTERS = 200;

export const metadata: Metadata = { title: text.title };

export default async function KeysPage({ searchParams }: { searchParams: SearchParams }) {
  const [{ call }, { timeZone }, search] = await Promise.all([
    signedIn(),
    payoutPlan(),
    searchOf(searchParams),
  ]);
  const cursor = parseId(search["cursor"] ?? "");
  const { data, nextCursor } = await call.apiKeys.listApiKeys(cursor ? { cursor } : {});
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <SettingsPlaces />
      <Panel title={text.make} className="mb-6">
        <ActionForm action={makeKey} className="flex max-w-md flex-col items-start gap-4">
          <Field label={text.name} hint={text.nameHint} className="w-full">
            <Input name="name" required maxLength={MAX_NAME_CHARACTERS} autoComplete="off" />
          </Field>
          <Submit>{text.make}</Submit>
        </ActionForm>
      </Panel>
      {data.length === 0 ? (
        <Empty title={text.empty.title} body={text.empty.body} />
      ) : (
        <Table label={text.title} columns={columnsIn(timeZone)} rows={data} keyOf={(row) => row.id} />
      )}
      <Pager path={PATH} search={search} next={nextCursor} />
    </>
  );
}

type Key = Awaited<ReturnType<Partner["call"]["apiKeys"]["listApiKeys"]>>["data"][number];

function columnsIn(timeZone: string): Column<Key>[] {
  return [
    {
      key: "name",
      name: text.columns.name,
      cell: (row) => (
        <>
          <span className="font-medium break-words">{row.name}</span>
          <code className="block font-mono text-xs text-ink-soft">{row.prefix}…</code>
        </>
      ),
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
      name: text.columns.revoke,
      cell: (row) =>
        row.revokedAt ? null : (
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
