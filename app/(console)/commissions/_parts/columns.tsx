import { commissions } from "@/app/_text/console/commissions";
import { addressWith, type Search } from "@/app/_ui/table/address";
import { CellFilter } from "@/app/_ui/table/cell-filter";
import { RowLink } from "@/app/_ui/table/row-link";
import { sortedBy } from "@/app/_ui/table/sort";
import type { Column } from "@/app/_ui/table/table";
import { Amount, When } from "@/app/_ui/value/wire";
import type { CommissionRow } from "../load";
import { PATH } from "../search";
import { CommissionStatus } from "./status";

const { columns: names } = commissions;
type Shown = { search: Search; timeZone: string; now: number };

export function commissionColumns({ search, timeZone, now }: Shown): Column<CommissionRow>[] {
  const only = (name: string, value: string): string =>
    addressWith(PATH, search, { [name]: value, cursor: null, open: null });
  const sort = (key: string) => sortedBy(PATH, search, key, "made");
  return [
    {
      key: "partner",
      name: names.partner,
      cell: (row) => (
        <CellFilter href={only("partnerId", row.partnerId)} name={row.partnerName}>
          <RowLink href={addressWith(PATH, search, { open: row.id })}>{row.partnerName}</RowLink>
        </CellFilter>
      ),
    },
    {
      key: "kind",
      name: names.kind,
      from: "lg",
      cell: (row) => commissions.kind[row.kind],
    },
    {
      key: "status",
      name: names.status,
      cell: (row) => <CommissionStatus of={row} timeZone={timeZone} now={now} />,
    },
    {
      key: "program",
      name: names.program,
      extra: true,
      cell: (row) => (
        <CellFilter href={only("programId", row.programId)} name={row.programName}>
          {row.programName}
        </CellFilter>
      ),
    },
    {
      key: "made",
      name: names.made,
      sort: sort("made"),
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} only="date" />,
    },
    {
      key: "available",
      name: names.available,
      sort: sort("available"),
      extra: true,
      cell: (row) => <When at={row.availableAt} timeZone={timeZone} only="date" />,
    },
    {
      key: "amount",
      name: names.amount,
      sort: sort("amount"),
      align: "right",
      cell: (row) => (
        <span className={row.amount.minor < 0 ? "text-negative" : ""}>
          <Amount of={row.amount} />
        </span>
      ),
    },
  ];
}
