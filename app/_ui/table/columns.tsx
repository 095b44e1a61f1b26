import { table } from "@/app/_text/table";
import { Button } from "@/app/_ui/form/button";
import type { Search } from "./address";
import type { Column } from "./table";

const NONE = "-";

/** The columns that an address asks for, else the usual ones. */
export function chosenColumns<Row>(columns: readonly Column<Row>[], search: Search): Column<Row>[] {
  const asked = search["columns"]?.split(".");
  const chosen = columns.filter(
    ({ key, extra, acts }, index) => acts || (asked ? index === 0 || asked.includes(key) : !extra),
  );
  return chosen;
}

type Props = {
  path: string;
  search: Search;
  columns: readonly Pick<Column<never>, "key" | "name" | "extra" | "acts">[];
  /** Sends what is ticked as one parameter. */
  action(form: FormData): Promise<void>;
};

/** Which columns are shown, kept in the address. */
export function ColumnChooser({ path, search, columns, action }: Props) {
  const asked = search["columns"]?.split(".");
  const choosable = columns.slice(1).filter(({ acts }) => !acts);
  return (
    <details className="relative">
      <summary className="flex h-9 cursor-pointer list-none items-center rounded-lg border border-line bg-surface px-3 text-sm font-medium hover:border-line-strong">
        {table.columns}
      </summary>
      <form
        action={action}
        className="card absolute right-0 z-20 mt-1.5 w-56 p-3 text-sm shadow-card max-sm:right-auto max-sm:left-0"
      >
        <input type="hidden" name="path" value={path} />
        <input type="hidden" name="query" value={new URLSearchParams(search).toString()} />
        <input type="hidden" name="shown" value={NONE} />
        {choosable.map(({ key, name, extra }) => (
          <label
            key={key}
            className="flex cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-sunken"
          >
            <input
              type="checkbox"
              name="shown"
              value={key}
              defaultChecked={asked ? asked.includes(key) : !extra}
              className="size-4 accent-ledger"
            />
            {name}
          </label>
        ))}
        <Button type="submit" className="mt-2 w-full">
          {table.apply}
        </Button>
      </form>
    </details>
  );
}
