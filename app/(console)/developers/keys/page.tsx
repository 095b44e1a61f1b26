import type { Metadata } from "next";
import type { Key } from "@/app/_keys/columns";
import { KeyList } from "@/app/_keys/key-list";
import { developers } from "@/app/_text/console/developers";
import { keys as words } from "@/app/_text/keys";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Field, Input, Select } from "@/app/_ui/form/field";
import { Empty } from "@/app/_ui/page/empty";
import { Notice } from "@/app/_ui/page/notice";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { addressWith, type Search, type SearchParams, searchOf } from "@/app/_ui/table/address";
import { CellFilter } from "@/app/_ui/table/cell-filter";
import type { Filter } from "@/app/_ui/table/filters";
import type { Column } from "@/app/_ui/table/table";
import { SCOPES } from "@/server/auth/scopes";
import { brandSettings } from "../../_data/brand";
import { namesIn } from "../../_data/partner-names";
import { type Member, mayWrite, signedIn } from "../../_data/signed-in";
import { makeKey, revokeKey, revokeSome } from "../_acts/keys";
import { DeveloperPlaces } from "../_parts/places";
import { Ticks } from "../_parts/ticks";
import { keyQuery, PATH } from "./search";

const { keys: text } = developers;
export const metadata: Metadata = { title: words.title };

export default async function KeysPage({ searchParams }: { searchParams: SearchParams }) {
  const [member, search] = await Promise.all([signedIn(), searchOf(searchParams)]);
  return (
    <>
      <PageHeader title={words.title} lead={text.lead} />
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
  const [page, { timeZone }] = await Promise.all([
    call.apiKeys.listApiKeys(keyQuery(search)),
    brandSettings(),
  ]);
  const { names, partnerName } = await namesIn(
    page.data.flatMap((row) => row.partnerId ?? []),
    search,
  );
  return (
    <>
      <MakeKey />
      <KeyList
        path={PATH}
        search={search}
        page={page}
        timeZone={timeZone}
        more={columnsFor(names, search)}
        filters={[KIND, { kind: "set", name: "partnerId", label: text.of(partnerName) }]}
        revoke={revokeKey}
        revokeSome={revokeSome}
        empty={<Empty title={text.empty.title} body={text.empty.body} />}
      />
    </>
  );
}

function MakeKey() {
  return (
    <Panel title={words.make} className="mb-6">
      <ActionForm action={makeKey} className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-[2fr_1fr]">
          <Field label={words.name} hint={words.nameHint}>
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
          {words.make}
        </Button>
      </ActionForm>
    </Panel>
  );
}

const KIND: Filter = {
  kind: "choice",
  name: "kind",
  label: text.anyKind,
  options: Object.entries(text.kinds),
};

function columnsFor(names: ReadonlyMap<string, string>, search: Search): Column<Key>[] {
  const only = (partnerId: string): string => addressWith(PATH, search, { partnerId, cursor: null });
  return [
    {
      key: "kind",
      name: text.columns.kind,
      from: "sm",
      cell: ({ kind, partnerId }) =>
        partnerId === null ? (
          text.kinds[kind]
        ) : (
          <CellFilter href={only(partnerId)} name={names.get(partnerId) ?? partnerId}>
            {text.of(names.get(partnerId) ?? partnerId)}
          </CellFilter>
        ),
    },
    {
      key: "scopes",
      name: text.columns.scopes,
      from: "lg",
      cell: (row) => row.scopes?.join(", ") ?? text.all,
    },
  ];
}
