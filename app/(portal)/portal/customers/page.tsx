import type { Metadata } from "next";
import { portalSettings } from "@/app/_text/portal/settings";
import { ButtonLink } from "@/app/_ui/form/button";
import { Live } from "@/app/_ui/live/live";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Listing } from "@/app/_ui/table/listing";
import { RowLink } from "@/app/_ui/table/row-link";
import type { Column } from "@/app/_ui/table/table";
import { Amounts, When } from "@/app/_ui/value/wire";
import { type CustomerRow, loadCustomers, PATH } from "./load";

const { customers: text } = portalSettings;
const { columns: names } = text;

export const metadata: Metadata = { title: text.title };

export default async function CustomersPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const { rows, next, timeZone } = await loadCustomers(search);
  return (
    <>
      <Live />
      <PageHeader title={text.title} lead={text.lead} />
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columnsIn(timeZone)}
        rows={rows}
        keyOf={(row) => row.id}
        next={next}
        file="customers"
        empty={
          <Empty title={text.empty.title} body={text.empty.body}>
            <ButtonLink look="primary" href="/portal/links">
              {text.empty.action}
            </ButtonLink>
          </Empty>
        }
      />
    </>
  );
}

function columnsIn(timeZone: string): Column<CustomerRow>[] {
  return [
    {
      key: "customer",
      name: names.customer,
      cell: (row) => <RowLink href={`${PATH}/${row.id}`}>{text.name(row.id)}</RowLink>,
    },
    {
      key: "first",
      name: names.first,
      from: "md",
      cell: (row) => <When at={row.firstAt} timeZone={timeZone} only="date" />,
    },
    {
      key: "last",
      name: names.last,
      from: "sm",
      cell: (row) => <When at={row.lastAt} timeZone={timeZone} only="date" />,
    },
    {
      key: "events",
      name: names.events,
      align: "right",
      cell: (row) => <span className="figure">{row.events}</span>,
    },
    { key: "earned", name: names.earned, align: "right", cell: (row) => <Amounts of={row.earned} /> },
  ];
}
