import { data } from "@/app/_text/console/data";
import { addressWith, type Search } from "@/app/_ui/table/address";
import { CellFilter } from "@/app/_ui/table/cell-filter";
import { RowLink } from "@/app/_ui/table/row-link";
import type { Column } from "@/app/_ui/table/table";
import { When } from "@/app/_ui/value/wire";
import type { ChangeRow } from "../load";
import { PATH } from "../search";
import { placeOf, whatOf, whoOf } from "./words";

const { changes: text } = data;
const { columns: names } = text;
type Shown = { search: Search; timeZone: string };

export function changeColumns({ search, timeZone }: Shown): Column<ChangeRow>[] {
  const only = (name: string, value: string): string =>
    addressWith(PATH, search, { [name]: value, cursor: null });
  return [
    {
      key: "what",
      name: names.what,
      cell: (row) => {
        const href = placeOf(row);
        return href ? (
          <RowLink href={href}>{whatOf(row)}</RowLink>
        ) : (
          <span className="font-medium">{whatOf(row)}</span>
        );
      },
    },
    {
      key: "about",
      name: names.about,
      from: "sm",
      cell: (row) => <span className="block max-w-64 truncate">{row.about}</span>,
    },
    {
      key: "by",
      name: names.by,
      cell: (row) =>
        row.by === null ? (
          <span className="text-ink-faint">{text.notNoted}</span>
        ) : (
          <CellFilter href={only("by", row.by)} name={whoOf(row.by, row.keyName)}>
            <span className="break-all">{whoOf(row.by, row.keyName)}</span>
          </CellFilter>
        ),
    },
    { key: "at", name: names.at, from: "md", cell: (row) => <When at={row.at} timeZone={timeZone} /> },
    {
      key: "reason",
      name: names.reason,
      from: "lg",
      cell: (row) => <span className="block max-w-80">{row.reason}</span>,
    },
    {
      key: "area",
      name: names.area,
      extra: true,
      cell: (row) => (
        <CellFilter href={only("area", row.area)} name={text.areas[row.area]}>
          {text.areas[row.area]}
        </CellFilter>
      ),
    },
  ];
}
