import type { Metadata } from "next";
import { fraud as text } from "@/app/_text/console/fraud";
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
import { clickColumns } from "./_parts/columns";
import { ClickSheet } from "./_parts/sheet";
import { loadClicks } from "./load";
import { FILTERS, PATH } from "./search";

export const metadata: Metadata = { title: text.title };

export default async function FraudPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const [{ rows, next, timeZone, partnerName }, member] = await Promise.all([loadClicks(search), signedIn()]);
  const columns = clickColumns({ search, timeZone });
  return (
    <>
      <PageHeader title={text.title} lead={text.lead}>
        <TableTools path={PATH} search={search} columns={columns} file="clicks" />
      </PageHeader>
      <Filters path={PATH} search={search} filters={filtersFor(partnerName)} />
      {rows.length === 0 ? (
        <NoClicks search={search} />
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
      <ClickSheet {...walk(PATH, search, rows)} timeZone={timeZone} writes={mayWrite(member)} />
    </>
  );
}

function filtersFor(partnerName: string): Filter[] {
  return [
    { kind: "choice", name: "verdict", label: text.filters.suspect, options: Object.entries(text.verdict) },
    { kind: "day", name: "from", label: table.from },
    { kind: "day", name: "to", label: table.to },
    { kind: "set", name: "partnerId", label: text.filters.partner(partnerName) },
  ];
}

function NoClicks({ search }: { search: Search }) {
  const filtered = [...FILTERS, "cursor"].some((name) => search[name] !== undefined);
  return filtered ? (
    <Empty title={table.nothing.title} body={table.nothing.body}>
      <ButtonLink href={PATH}>{table.clear}</ButtonLink>
    </Empty>
  ) : (
    <Empty title={text.empty.title} body={text.empty.body}>
      <ButtonLink href="/fraud?verdict=bot">{text.empty.action}</ButtonLink>
    </Empty>
  );
}
