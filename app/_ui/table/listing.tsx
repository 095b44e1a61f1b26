import type { ReactNode } from "react";
import { table } from "@/app/_text/table";
import { ButtonLink } from "../form/button";
import { Empty } from "../page/empty";
import type { Search } from "./address";
import { chosenColumns } from "./columns";
import { type Filter, Filters } from "./filters";
import { Pager } from "./pager";
import { Table, type TableProps } from "./table";
import { TableTools } from "./tools";

type Props<Row> = Omit<TableProps<Row>, "open"> & {
  path: string;
  search: Search;
  /** What the file of the table is called. */
  file: string;
  /** Where the list goes on; null: with this page it ends. */
  next: string | null;
  filters?: readonly Filter[];
  /** What stands here while there are no rows at all: what they would be, and one action. */
  empty: ReactNode;
};

/** One page of a list: its filters and tools, its rows, and the way on. Without rows it says whether there are none, or none that match. */
export function Listing<Row>(props: Props<Row>) {
  const { path, search, file, next, filters = [], empty, columns, ...shown } = props;
  const narrowed = [...filters.map(({ name }) => name), "cursor"].some((name) => search[name] !== undefined);
  if (shown.rows.length === 0 && !narrowed) return empty;
  const tools =
    shown.rows.length > 0 ? (
      <TableTools path={path} search={search} columns={columns} file={file} label={shown.label} />
    ) : null;
  return (
    <>
      {filters.length > 0 ? (
        <Filters path={path} search={search} filters={filters}>
          {tools}
        </Filters>
      ) : (
        <div className="mb-4 flex flex-wrap justify-end gap-2">{tools}</div>
      )}
      {shown.rows.length > 0 ? (
        <Table {...shown} columns={chosenColumns(columns, search)} open={search["open"] ?? null} />
      ) : (
        <NothingMatches path={path} />
      )}
      <Pager path={path} search={search} next={next} />
    </>
  );
}

function NothingMatches({ path }: { path: string }) {
  return (
    <Empty title={table.nothing.title} body={table.nothing.body}>
      <ButtonLink href={path}>{table.clear}</ButtonLink>
    </Empty>
  );
}
