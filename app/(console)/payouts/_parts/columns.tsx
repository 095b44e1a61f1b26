import { payouts as text } from "@/app/_text/console/payouts";
import { addressWith, type Search } from "@/app/_ui/table/address";
import { CellFilter } from "@/app/_ui/table/cell-filter";
import { RowLink } from "@/app/_ui/table/row-link";
import type { Column } from "@/app/_ui/table/table";
import { Amount, When } from "@/app/_ui/value/wire";
import type { PayoutRow } from "../load";
import { PATH } from "../search";
import { PayoutStatus } from "./status";

const { columns: names } = text;

export function payoutColumns(search: Search, timeZone: string): Column<PayoutRow>[] {
  const only = (name: string, value: string): string =>
    addressWith(PATH, search, { [name]: value, cursor: null, open: null });
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
      key: "status",
      name: names.status,
      cell: (row) => <PayoutStatus of={row} timeZone={timeZone} />,
    },
    {
      key: "rail",
      name: names.rail,
      from: "md",
      cell: (row) => (
        <CellFilter href={only("rail", row.rail)} name={text.rail[row.rail]}>
          {text.rail[row.rail]}
        </CellFilter>
      ),
    },
    {
      key: "planned",
      name: names.planned,
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} only="date" />,
    },
    {
      key: "reference",
      name: names.reference,
      extra: true,
      cell: (row) => row.reference,
    },
    { key: "amount", name: names.amount, align: "right", cell: (row) => <Amount of={row.amount} /> },
  ];
}
