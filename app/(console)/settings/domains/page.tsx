import type { Metadata } from "next";
import { settings } from "@/app/_text/console/settings";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { ABOVE_HINT, Field, Input } from "@/app/_ui/form/field";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import { walk } from "@/app/_ui/table/walk";
import { brandSettings } from "../../_data/brand";
import { mayWrite, signedIn } from "../../_data/signed-in";
import { SettingsPlaces } from "../_parts/places";
import { addDomain } from "../domain-acts";
import { domainColumns } from "./_parts/columns";
import { DomainSheet } from "./_parts/sheet";
import { domainQuery, PATH } from "./search";

const { domains: text } = settings;
const MAX_HOST_CHARACTERS = 253;

export const metadata: Metadata = { title: text.title };

export default async function DomainsPage({ searchParams }: { searchParams: SearchParams }) {
  const [member, { timeZone }, search] = await Promise.all([
    signedIn(),
    brandSettings(),
    searchOf(searchParams),
  ]);
  const { data } = await member.call.domains.listDomains(domainQuery(search));
  const writes = mayWrite(member);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <SettingsPlaces />
      {writes ? <AddDomain /> : null}
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={domainColumns(search, timeZone)}
        rows={data}
        keyOf={(row) => row.id}
        next={null}
        file="domains"
        filters={[STATUS]}
        empty={<Empty title={text.empty.title} body={text.empty.body} />}
      />
      <DomainSheet {...walk(PATH, search, data)} timeZone={timeZone} writes={writes} />
    </>
  );
}

const STATUS: Filter = {
  kind: "choice",
  name: "status",
  label: text.anyStatus,
  options: Object.entries(text.status),
};

function AddDomain() {
  return (
    <Panel className="mb-6">
      <ActionForm action={addDomain} makes className="flex flex-wrap items-end gap-3">
        <Field label={text.host} hint={text.hostHint} className="w-full sm:w-96">
          <Input name="host" required maxLength={MAX_HOST_CHARACTERS} autoComplete="off" spellCheck={false} />
        </Field>
        <Button type="submit" look="primary" className={ABOVE_HINT}>
          {text.add}
        </Button>
      </ActionForm>
    </Panel>
  );
}
