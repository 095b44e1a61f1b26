import type { Metadata } from "next";
import { events as text } from "@/app/_text/console/events";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Live } from "@/app/_ui/live/live";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type Search, type SearchParams, searchOf } from "@/app/_ui/table/address";
import { chosenColumns } from "@/app/_ui/table/columns";
import { type Filter, Filters } from "@/app/_ui/table/filters";
import { Pager } from "@/app/_ui/table/pager";
import { Table } from "@/app/_ui/table/table";
import { TableTools } from "@/app/_ui/table/tools";
import { walk } from "@/app/_ui/table/walk";
import { eventColumns } from "./_parts/columns";
import { EventSheet } from "./_parts/sheet";
import { loadEvents } from "./load";
import { FILTERS, PATH } from "./search";

export const metadata: Metadata = { title: text.title };

export default async function EventsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const { rows, next, timeZone, partnerName } = await loadEvents(search);
  const columns = eventColumns({ search, timeZone });
  return (
    <>
      <PageHeader title={text.title} lead={text.lead}>
        <TableTools path={PATH} search={search} columns={columns} file="events" />
      </PageHeader>
      <Live />
      <Filters path={PATH} search={search} filters={filtersFor(partnerName)} />
      {rows.length === 0 ? (
        <NoEvents search={search} />
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
      <EventSheet {...walk(PATH, search, rows)} timeZone={timeZone} />
    </>
  );
}

function filtersFor(partnerName: string): Filter[] {
  const { filters, outcome } = text;
  return [
    { kind: "choice", name: "outcome", label: filters.outcome, options: Object.entries(outcome) },
    { kind: "text", name: "type", label: filters.type },
    { kind: "text", name: "userId", label: filters.userId },
    { kind: "day", name: "from", label: table.from },
    { kind: "day", name: "to", label: table.to },
    { kind: "set", name: "partnerId", label: filters.partner(partnerName) },
  ];
}

function NoEvents({ search }: { search: Search }) {
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
