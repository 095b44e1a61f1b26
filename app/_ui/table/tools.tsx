import type { Search } from "./address";
import { chooseColumns } from "./choose-columns";
import { ColumnChooser } from "./columns";
import { SaveCsv } from "./csv/csv";
import type { Column } from "./table";

type Props = {
  path: string;
  search: Search;
  columns: readonly Pick<Column<never>, "key" | "name" | "extra" | "acts">[];
  /** What the file of the table is called. */
  file: string;
  /** The label of the table, where a page has several. */
  label?: string;
};

/** What every table offers: which of its columns are shown, and its rows as a file. */
export function TableTools({ path, search, columns, file, label }: Props) {
  return (
    <>
      <ColumnChooser path={path} search={search} columns={columns} action={chooseColumns} />
      <SaveCsv name={file} label={label} />
    </>
  );
}
