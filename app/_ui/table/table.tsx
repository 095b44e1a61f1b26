import Link from "next/link";
import type { ReactNode } from "react";
import { table } from "@/app/_text/table";
import { SelectAll } from "./bulk/selection";
import type { Sorting } from "./sort";

export type Column<Row> = {
  key: string;
  name: string;
  /** Figures stand on the right, under one another. */
  align?: "right";
  /** Narrow screens do without it. */
  from?: "sm" | "md" | "lg";
  /** Shown only to those who choose it. */
  extra?: boolean;
  /** Holds buttons: always shown, and no part of a file. */
  acts?: true;
  /** Makes the column's name order the rows. */
  sort?: Sorting;
  cell(row: Row): ReactNode;
};

const FROM = { sm: "hidden sm:table-cell", md: "hidden md:table-cell", lg: "hidden lg:table-cell" } as const;

export type TableProps<Row> = {
  /** Says what the rows are, to those who cannot see the page around them. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** The row whose sheet is open. */
  open?: string | null;
  /** Makes rows selectable for the form of this id, whose field is called `ids`: each, or those that something can be done with. */
  select?: { form: string; nameOf(row: Row): string; can?(row: Row): boolean } | undefined;
};

/** Rows, made on the server: what a column shows costs the browser no script. */
export function Table<Row>({ label, columns, rows, keyOf, open = null, select: asked }: TableProps<Row>) {
  const select = asked && rows.some((row) => asked.can?.(row) !== false) ? asked : undefined;
  // What scrolls must be reached by the keyboard; links and boxes of its own are enough for that.
  const still = select || columns.some(({ sort }) => sort) ? {} : ({ role: "region", tabIndex: 0 } as const);
  return (
    <div className="card overflow-x-auto" aria-label={still.role && label} {...still}>
      <table aria-label={label} data-table className="w-full border-collapse text-left text-sm">
        <thead>
          <tr className="border-b border-line text-[0.8125rem] text-ink-soft">
            {select ? (
              <th data-acts className="w-9 py-2.5 pl-3 sm:w-10 sm:pl-4">
                <SelectAll form={select.form} />
              </th>
            ) : null}
            {columns.map(({ key, name, align, from, sort, acts }) => (
              <th
                key={key}
                scope="col"
                data-acts={acts ? "" : undefined}
                aria-sort={sort?.now ?? undefined}
                className={`px-2.5 py-2.5 sm:px-4 font-medium whitespace-nowrap ${align ? "text-right" : ""} ${from ? FROM[from] : ""}`}
              >
                {sort ? <SortLink sort={sort}>{name}</SortLink> : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = keyOf(row);
            return (
              <tr
                key={key}
                data-open={key === open ? "" : undefined}
                className="group/row relative border-b border-line last:border-0 hover:bg-sunken/70 has-[input:checked]:bg-ledger-wash data-open:bg-ledger-wash"
              >
                {select ? (
                  <td data-acts className="relative z-1 w-9 py-2 pl-3 sm:w-10 sm:pl-4">
                    {select.can?.(row) === false ? null : (
                      <input
                        type="checkbox"
                        name="ids"
                        value={key}
                        form={select.form}
                        aria-label={select.nameOf(row)}
                        className="size-4 cursor-pointer accent-ledger"
                      />
                    )}
                  </td>
                ) : null}
                {columns.map((column) => (
                  <td
                    key={column.key}
                    data-acts={column.acts ? "" : undefined}
                    className={`px-2.5 py-2.5 align-top sm:px-4 ${column.align ? "text-right" : ""} ${column.from ? FROM[column.from] : ""}`}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function SortLink({ sort, children }: { sort: Sorting; children: string }) {
  return (
    <Link href={sort.href} scroll={false} title={table.sort(children)} className="hover:text-ink">
      {children}
      <span aria-hidden="true" className="ml-1 inline-block w-2.5">
        {sort.now === "ascending" ? "↑" : sort.now === "descending" ? "↓" : ""}
      </span>
    </Link>
  );
}
