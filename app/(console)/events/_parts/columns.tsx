import Link from "next/link";
import { events } from "@/app/_text/console/events";
import { demo } from "@/app/_text/public/demo";
import { addressWith, type Search } from "@/app/_ui/table/address";
import { CellFilter } from "@/app/_ui/table/cell-filter";
import { RowLink } from "@/app/_ui/table/row-link";
import { sortedBy } from "@/app/_ui/table/sort";
import type { Column } from "@/app/_ui/table/table";
import { Amount, When } from "@/app/_ui/value/wire";
import type { EventRow } from "../load";
import { PATH } from "../search";
import { OutcomeBadge } from "./outcome";

const { columns: names } = events;
type Shown = { search: Search; timeZone: string };

export function eventColumns({ search, timeZone }: Shown): Column<EventRow>[] {
  const only = (name: string, value: string): string =>
    addressWith(PATH, search, { [name]: value, cursor: null, open: null });
  return [
    {
      key: "type",
      name: names.type,
      cell: (row) => (
        <CellFilter href={only("type", row.type)} name={row.type}>
          <RowLink href={addressWith(PATH, search, { open: row.id })}>
            <span className="inline-block first-letter:uppercase">{demo.eventName(row.type)}</span>
          </RowLink>
        </CellFilter>
      ),
    },
    {
      key: "customer",
      name: names.customer,
      from: "md",
      cell: (row) => (
        <CellFilter href={only("userId", row.userId)} name={row.userId}>
          <Link
            href={`/customers/${row.customerId}`}
            className="relative z-1 block max-w-40 truncate font-mono text-[0.8125rem] hover:underline"
          >
            {row.userId}
          </Link>
        </CellFilter>
      ),
    },
    {
      key: "outcome",
      name: names.outcome,
      cell: (row) => <OutcomeBadge of={row.outcome} />,
    },
    {
      key: "partners",
      name: names.partners,
      from: "lg",
      cell: (row) =>
        row.partners.map(({ id, name }) => (
          <span key={id} className="block">
            <CellFilter href={only("partnerId", id)} name={name}>
              {name}
            </CellFilter>
          </span>
        )),
    },
    {
      key: "source",
      name: names.source,
      extra: true,
      cell: (row) => events.sources[row.source] ?? row.source,
    },
    {
      key: "externalId",
      name: names.externalId,
      extra: true,
      cell: (row) => <span className="font-mono text-[0.8125rem] break-all">{row.externalId}</span>,
    },
    { key: "ts", name: names.ts, from: "md", cell: (row) => <When at={row.ts} timeZone={timeZone} /> },
    {
      key: "received",
      name: names.received,
      extra: true,
      sort: sortedBy(PATH, search, "received", "received"),
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} />,
    },
    {
      key: "value",
      name: names.value,
      align: "right",
      cell: (row) => (row.value ? <Amount of={row.value} /> : ""),
    },
  ];
}
