import type { Metadata } from "next";
import { customers as text } from "@/app/_text/console/customers";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import { walk } from "@/app/_ui/table/walk";
import { customerColumns } from "./_parts/columns";
import { CustomerSheet } from "./_parts/sheet";
import { loadCustomers } from "./load";
import { PATH } from "./search";

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
      <PageHeader title={text.title} lead={text.lead} />
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        next={next}
        file="customers"
        filters={filters}
        empty={<NoCustomers />}
      />
      <CustomerSheet {...walk(PATH, search, rows)} timeZone={timeZone} />
    </>
  );
}

function NoCustomers() {
  return (
    <Empty title={text.empty.title} body={text.empty.body}>
      <ButtonLink look="primary" href="/developers">
        {text.empty.action}
      </ButtonLink>
      <ButtonLink href="/docs/api">{table.guide}</ButtonLink>
    </Empty>
  );
}
