import { partners } from "@/app/_text/console/partners";
import { addressWith, type Search } from "@/app/_ui/table/address";
import { CellFilter } from "@/app/_ui/table/cell-filter";
import { RowLink } from "@/app/_ui/table/row-link";
import { sortedBy } from "@/app/_ui/table/sort";
import type { Column } from "@/app/_ui/table/table";
import { Amounts, When } from "@/app/_ui/value/wire";
import { grouped } from "../../overview/_parts/figures";
import type { PartnerRow } from "../load";
import { PATH } from "../search";
import { PartnerStatus } from "./status";

const { columns: names } = partners;
type Shown = { search: Search; timeZone: string };

export function partnerColumns({ search, timeZone }: Shown): Column<PartnerRow>[] {
  const only = (name: string, value: string): string =>
    addressWith(PATH, search, { [name]: value, cursor: null, open: null });
  const sort = (key: string) => sortedBy(PATH, search, key, "made");
  return [
    {
      key: "name",
      name: names.name,
      cell: (row) => (
        <RowLink href={addressWith(PATH, search, { open: row.id })}>
          <span className="break-words">{row.name}</span>
        </RowLink>
      ),
    },
    {
      key: "email",
      name: names.email,
      extra: true,
      cell: (row) => <span className="break-all">{row.email}</span>,
    },
    {
      key: "status",
      name: names.status,
      from: "sm",
      cell: (row) => (
        <CellFilter href={only("status", row.status)} name={partners.status[row.status]}>
          <PartnerStatus status={row.status} />
        </CellFilter>
      ),
    },
    {
      key: "programs",
      name: names.programs,
      from: "lg",
      cell: (row) =>
        row.programs.map(({ id, name }) => (
          <span key={id} className="block">
            <CellFilter href={only("programId", id)} name={name}>
              {name}
            </CellFilter>
          </span>
        )),
    },
    {
      key: "joined",
      name: names.joined,
      sort: sort("made"),
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} only="date" />,
    },
    {
      key: "clicks",
      name: names.clicks,
      sort: sort("clicks"),
      align: "right",
      from: "sm",
      cell: (row) => grouped(row.clicks),
    },
    {
      key: "earned",
      name: names.earned,
      sort: sort("earned"),
      align: "right",
      cell: (row) => <Amounts of={row.earned} />,
    },
  ];
}
