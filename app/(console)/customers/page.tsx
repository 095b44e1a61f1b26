import type { Metadata } from "next";
import { customers as text } from "@/app/_text/console/customers";
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
import { walk } from "@/app/_ui/table/walk";
import { customerColumns } from "./_parts/columns";
import { CustomerSheet } from "./_parts/sheet";
import { loadCustomers } from "./load";
import { FILTERS, PATH } from "./search";

export const metadata: Metadata = { title: text.title };

export default async function CustomersPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const { rows, next, timeZone, partnerName } = await loadCustomers(search);
  const columns = customerColumns({ search, timeZone });
  const filters: Filter[] = [
    { kind: "text", name: "q", label: text.filters.q },
    { kind: "set", name: "partnerId", label: text.filters.partner(partnerName) },
  ];
  return (
    <>
      <PageHeader title={text.title} lead={text.lead}>
        <TableTools path={PATH} search={search} columns={columns} file="customers" />
      </PageHeader>
      <Filters path={PATH} search={search} filters={filters} />
      {rows.length === 0 ? (
        <NoCustomers search={search} />
      ) : (
        <Table
          label={text.title}
          columns={chosenColumns(columns, search)}
          rows={rows}
          keyOf={(row) => row.id}
          open={search["open"] ?? null}
        />
      )}
      <Pager path={PATH} search={search} next={next} />
      <CustomerSheet {...walk(PATH, search, rows)} timeZone={timeZone} />
    </>
  );
}

function NoCustomers({ search }: { search: Search }) {
  const filtered = [...FILTERS, "cursor"].some((name) => search[name] !== undefined);
  return filtered ? (
    <Empty title={table.nothing.title} body={table.nothing.body}>
      <ButtonLink href={PATH}>{table.clear}</ButtonLink>
    </Empty>
  ) : (
    <Empty title={text.empty.title} body={text.empty.body}>
      <ButtonLink look="primary" href="/developers">
        {text.empty.action}
      </ButtonLink>
      <ButtonLink href="/docs/api">{table.guide}</ButtonLink>
    </Empty>
  );
}
