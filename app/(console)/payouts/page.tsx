import type { Metadata } from "next";
import { payouts as text } from "@/app/_text/console/payouts";
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
import { mayWrite, signedIn } from "../_data/signed-in";
import { payoutColumns } from "./_parts/columns";
import { PayoutPlaces } from "./_parts/places";
import { PayoutSheet } from "./_parts/sheet";
import { loadPayouts } from "./load";
import { FILTERS, PATH } from "./search";

export const metadata: Metadata = { title: text.title };

export default async function PayoutsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const [{ rows, next, timeZone, partnerName }, member] = await Promise.all([
    loadPayouts(search),
    signedIn(),
  ]);
  const columns = payoutColumns(search, timeZone);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead}>
        <TableTools path={PATH} search={search} columns={columns} file="payouts" />
      </PageHeader>
      <PayoutPlaces />
      <Filters path={PATH} search={search} filters={filtersFor(partnerName)} />
      {rows.length === 0 ? (
        <NoPayouts search={search} />
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
      <PayoutSheet {...walk(PATH, search, rows)} timeZone={timeZone} writes={mayWrite(member)} />
    </>
  );
}

function filtersFor(partnerName: string): Filter[] {
  return [
    { kind: "choice", name: "status", label: text.filters.status, options: Object.entries(text.status) },
    { kind: "choice", name: "rail", label: text.filters.rail, options: Object.entries(text.rail) },
    { kind: "day", name: "from", label: table.from },
    { kind: "day", name: "to", label: table.to },
    { kind: "set", name: "partnerId", label: text.filters.partner(partnerName) },
    { kind: "set", name: "fileId", label: text.filters.file },
  ];
}

function NoPayouts({ search }: { search: Search }) {
  const filtered = [...FILTERS, "cursor"].some((name) => search[name] !== undefined);
  return filtered ? (
    <Empty title={table.nothing.title} body={table.nothing.body}>
      <ButtonLink href={PATH}>{table.clear}</ButtonLink>
    </Empty>
  ) : (
    <Empty title={text.empty.title} body={text.empty.body}>
      <ButtonLink look="primary" href={`${PATH}/run`}>
        {text.empty.action}
      </ButtonLink>
    </Empty>
  );
}
