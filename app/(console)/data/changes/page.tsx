import type { Metadata } from "next";
import { data } from "@/app/_text/console/data";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import { DataPlaces } from "../_parts/places";
import { changeColumns } from "./_parts/columns";
import { whoOf } from "./_parts/words";
import { loadChanges } from "./load";
import { PATH } from "./search";

const { changes: text } = data;
export const metadata: Metadata = { title: text.title };

export default async function ChangesPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const { rows, next, timeZone } = await loadChanges(search);
  const columns = changeColumns({ search, timeZone });
  const by = rows.find((row) => row.by === search["by"]);
  const filters: Filter[] = [
    { kind: "choice", name: "area", label: text.filters.area, options: Object.entries(text.areas) },
    { kind: "day", name: "from", label: table.from },
    { kind: "day", name: "to", label: table.to },
    { kind: "set", name: "by", label: text.filters.by(whoOf(search["by"] ?? "", by?.keyName ?? null)) },
  ];
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <DataPlaces />
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columns}
        rows={rows}
        keyOf={(row) => `${row.area}${row.kind}${row.id}`}
        next={next}
        file="changes"
        filters={filters}
        empty={<NoChanges />}
      />
    </>
  );
}

function NoChanges() {
  return (
    <Empty title={text.empty.title} body={text.empty.body}>
      <ButtonLink look="primary" href="/programs/new">
        {text.empty.action}
      </ButtonLink>
    </Empty>
  );
}
