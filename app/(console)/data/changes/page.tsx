import type { Metadata } from "next";
import { data } from "@/app/_text/console/data";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type Search, type SearchParams, searchOf } from "@/app/_ui/table/address";
import { chosenColumns } from "@/app/_ui/table/columns";
import { type Filter, Filters } from "@/app/_ui/table/filters";
import { Pager } from "@/app/_ui/table/pager";
import { Table } from "@/app/_ui/table/table";
import { TableTools } from "@/app/_ui/table/tools";
import { DataPlaces } from "../_parts/places";
import { changeColumns } from "./_parts/columns";
import { whoOf } from "./_parts/words";
import { loadChanges } from "./load";
import { FILTERS, PATH } from "./search";

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
      <PageHeader title={text.title} lead={text.lead}>
        <TableTools path={PATH} search={search} columns={columns} file="changes" />
      </PageHeader>
      <DataPlaces />
      <Filters path={PATH} search={search} filters={filters} />
      {rows.length === 0 ? (
        <NoChanges search={search} />
      ) : (
        <Table
          label={text.title}
          columns={chosenColumns(columns, search)}
          rows={rows}
          keyOf={(row) => `${row.area}${row.kind}${row.id}`}
        />
      )}
      <Pager path={PATH} search={search} next={next} />
    </>
  );
}

function NoChanges({ search }: { search: Search }) {
  const filtered = [...FILTERS, "cursor"].some((name) => search[name] !== undefined);
  return filtered ? (
    <Empty title={table.nothing.title} body={table.nothing.body}>
      <ButtonLink href={PATH}>{table.clear}</ButtonLink>
    </Empty>
  ) : (
    <Empty title={text.empty.title} body={text.empty.body}>
      <ButtonLink look="primary" href="/programs/new">
        {text.empty.action}
      </ButtonLink>
    </Empty>
  );
}
