import type { Metadata } from "next";
import { partners as text } from "@/app/_text/console/partners";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import { walk } from "@/app/_ui/table/walk";
import { mayWrite, signedIn } from "../_data/signed-in";
import { Applications } from "./_parts/applications";
import { partnerColumns } from "./_parts/columns";
import { Invite } from "./_parts/invite";
import { PartnerSheet } from "./_parts/sheet";
import { loadPartners } from "./load";
import { PATH } from "./search";

export const metadata: Metadata = { title: text.title };

export default async function PartnersPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const [loaded, member] = await Promise.all([loadPartners(search), signedIn()]);
  const { rows, next, timeZone, programs, waiting, moreWait } = loaded;
  const columns = partnerColumns({ search, timeZone });
  const writes = mayWrite(member);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead}>
        {writes ? <Invite programs={programs} /> : null}
      </PageHeader>
      <Applications waiting={waiting} more={moreWait} timeZone={timeZone} writes={writes} />
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        next={next}
        file="partners"
        filters={filtersFor(programs)}
        empty={
          <Empty title={text.empty.title} body={text.empty.body}>
            {writes ? <Invite programs={programs} /> : null}
            <ButtonLink href="/docs/api">{table.guide}</ButtonLink>
          </Empty>
        }
      />
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
