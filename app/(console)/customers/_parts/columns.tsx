import { customers } from "@/app/_text/console/customers";
import { addressWith, type Search } from "@/app/_ui/table/address";
import { CellFilter } from "@/app/_ui/table/cell-filter";
import { RowLink } from "@/app/_ui/table/row-link";
import { sortedBy } from "@/app/_ui/table/sort";
import type { Column } from "@/app/_ui/table/table";
import { Amounts, When } from "@/app/_ui/value/wire";
import type { CustomerRow } from "../load";
import { PATH } from "../search";

const { columns: names } = customers;
type Shown = { search: Search; timeZone: string };

export function customerColumns({ search, timeZone }: Shown): Column<CustomerRow>[] {
  const only = (id: string): string => addressWith(PATH, search, { partnerId: id, cursor: null, open: null });
  return [
    {
      key: "user",
      name: names.user,
      cell: (row) => (
        <>
          <RowLink href={addressWith(PATH, search, { open: row.id })}>
            <span className="font-mono text-[0.8125rem] break-all">{row.userIds[0]}</span>
          </RowLink>
          {row.userIds.length > 1 ? (
            <span className="ml-2 text-[0.8125rem] text-ink-faint">
              {customers.more(row.userIds.length - 1)}
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: "partners",
      name: names.partners,
      from: "sm",
      cell: (row) =>
        row.partners.map(({ id, name }) => (
          <span key={id} className="block">
            <CellFilter href={only(id)} name={name}>
              {name}
            </CellFilter>
          </span>
        )),
    },
    { key: "events", name: names.events, align: "right", from: "md", cell: (row) => row.events },
    {
      key: "last",
      name: names.last,
      from: "lg",
      cell: (row) => (row.lastEventAt ? <When at={row.lastEventAt} timeZone={timeZone} only="date" /> : ""),
    },
    {
      key: "seen",
      name: names.seen,
      from: "md",
      sort: sortedBy(PATH, search, "seen", "seen"),
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} only="date" />,
    },
    {
      key: "revenue",
      name: names.revenue,
      align: "right",
      cell: (row) => <Amounts of={row.revenue} none="" />,
    },
  ];
}
