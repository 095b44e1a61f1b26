import type { Metadata } from "next";
import { events as text } from "@/app/_text/console/events";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Live } from "@/app/_ui/live/live";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import { walk } from "@/app/_ui/table/walk";
import { eventColumns } from "./_parts/columns";
import { EventSheet } from "./_parts/sheet";
import { loadEvents } from "./load";
import { PATH } from "./search";

export const metadata: Metadata = { title: text.title };

export default async function EventsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const { rows, next, timeZone, partnerName } = await loadEvents(search);
  const columns = eventColumns({ search, timeZone });
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <Live />
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        next={next}
        file="events"
        filters={filtersFor(partnerName)}
        empty={<NoEvents />}
      />
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

function NoEvents() {
  return (
    <Empty title={text.empty.title} body={text.empty.body}>
      <ButtonLink look="primary" href="/developers">
        {text.empty.action}
      </ButtonLink>
      <ButtonLink href="/docs/api">{table.guide}</ButtonLink>
    </Empty>
  );
}
