import type { Metadata } from "next";
import { portalSettings } from "@/app/_text/portal-settings";
import { ActionForm } from "@/app/_ui/action-form";
import { Empty } from "@/app/_ui/empty";
import { Field, Input } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Facts, Panel } from "@/app/_ui/panel";
import { Submit } from "@/app/_ui/submit";
import { RowLink } from "@/app/_ui/table/row-link";
import { type Column, Table } from "@/app/_ui/table/table";
import { When } from "@/app/_ui/wire";
import { type Receiver, ReceiverStatus } from "@/app/(console)/developers/_parts/receiver-status";
import { Ticks } from "@/app/(console)/developers/_parts/ticks";
import { MACROS } from "@/server/webhook/macros";
import { POSTBACK_TYPES } from "@/server/webhook/types";
import { payoutPlan, signedIn } from "../../_data/signed-in";
import { SettingsPlaces } from "../../_shell/settings-places";
import { addPostback } from "./acts";

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
        <ActionForm action={addPostback} className="flex flex-col gap-4">
          <Field label={text.url} hint={<span className="break-all">{text.urlHint}</span>}>
            {/* Braces of macros are no part of an address as browsers check it. */}
            <Input name="url" inputMode="url" required autoComplete="off" spellCheck={false} />
          </Field>
          <Macros />
          <Ticks legend={text.types} hint={text.typesHint} name="types" of={POSTBACK_TYPES} />
          <Submit className="self-start">{text.add}</Submit>
        </ActionForm>
      </Panel>
      {data.length === 0 ? (
        <Empty title={text.empty.title} body={text.empty.body} />
      ) : (
        <Table label={text.title} columns={columnsIn(timeZone)} rows={data} keyOf={(row) => row.id} />
      )}
    </>
  );
}

/** Every macro with what it stands for, folded away. */
function Macros() {
  return (
    <details className="rounded-lg border border-line px-4 py-2.5 text-sm">
      <summary className="cursor-pointer font-medium">{text.macros}</summary>
      <div className="mt-3">
        <Facts of={Object.entries(MACROS).map(([name, words]) => [`{${name}}`, words.replaceAll("`", "")])} />
      </div>
    </details>
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
