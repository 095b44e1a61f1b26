import type { Metadata } from "next";
import { partners as text } from "@/app/_text/console/partners";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { chosenColumns } from "@/app/_ui/table/columns";
import { type Filter, Filters } from "@/app/_ui/table/filters";
import { Pager } from "@/app/_ui/table/pager";
import { Table } from "@/app/_ui/table/table";
import { TableTools } from "@/app/_ui/table/tools";
import { walk } from "@/app/_ui/table/walk";
import { mayWrite, signedIn } from "../_data/signed-in";
import { Applications } from "./_parts/applications";
import { partnerColumns } from "./_parts/columns";
import { Invite } from "./_parts/invite";
import { PartnerSheet } from "./_parts/sheet";
import { loadPartners } from "./load";
import { FILTERS, PATH } from "./search";

export const metadata: Metadata = { title: text.title };

export default async function PartnersPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const [loaded, member] = await Promise.all([loadPartners(search), signedIn()]);
  const { rows, next, timeZone, programs, waiting, moreWait } = loaded;
  const columns = partnerColumns({ search, timeZone });
  const writes = mayWrite(member);
  const filtered = [...FILTERS, "cursor"].some((name) => search[name] !== undefined);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead}>
        <TableTools path={PATH} search={search} columns={columns} file="partners" />
        {writes ? <Invite programs={programs} /> : null}
      </PageHeader>
      <Applications waiting={waiting} more={moreWait} timeZone={timeZone} writes={writes} />
      <Filters path={PATH} search={search} filters={filtersFor(programs)} />
      {rows.length > 0 ? (
        <Table
          label={text.title}
          columns={chosenColumns(columns, search)}
          rows={rows}
          keyOf={(row) => row.id}
          open={search["open"] ?? null}
        />
      ) : filtered ? (
        <Empty title={table.nothing.title} body={table.nothing.body}>
          <ButtonLink href={PATH}>{table.clear}</ButtonLink>
        </Empty>
      ) : (
        <Empty title={text.empty.title} body={text.empty.body}>
          {writes ? <Invite programs={programs} /> : null}
          <ButtonLink href="/docs/api">{table.guide}</ButtonLink>
        </Empty>
      )}
      <Pager path={PATH} search={search} next={next} />
      <PartnerSheet {...walk(PATH, search, rows)} timeZone={timeZone} />
    </>
  );
}

function filtersFor(programs: readonly { id: string; name: string }[]): Filter[] {
  const { filters, status } = text;
  return [
    { kind: "text", name: "q", label: filters.q },
    { kind: "choice", name: "status", label: filters.status, options: Object.entries(status) },
    {
      kind: "choice",
      name: "programId",
      label: filters.program,
      options: programs.map(({ id, name }) => [id, name] as const),
    },
  ];
}
