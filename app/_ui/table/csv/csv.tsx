"use client";

import { table } from "@/app/_text/table";
import { Button } from "@/app/_ui/form/button";
import { type Cell, csvText } from "./text";

type Props = {
  /** What the file is called. */
  name: string;
  /** The label of the table, where a page has several. */
  label?: string | undefined;
};

/** Saves the table of this page as it is shown: its columns, its rows, its words. */
export function SaveCsv({ name, label }: Props) {
  const save = (): void => {
    const which = label === undefined ? "" : `[aria-label="${CSS.escape(label)}"]`;
    const rows = [...document.querySelectorAll<HTMLTableRowElement>(`table[data-table]${which} tr`)];
    const text = csvText(
      rows.map((row) => [...row.cells].filter(hasWords).map(cellOf)),
      table.currencyOf,
    );
    // The mark tells spreadsheets that this is UTF-8.
    const address = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return <Button onClick={save}>{table.csv}</Button>;
}

/** Boxes that select a row, and buttons, are no part of what a table says. */
function hasWords(cell: HTMLTableCellElement): boolean {
  return cell.dataset["acts"] === undefined;
}

/** A sum within a sentence is words like the others. */
function cellOf(cell: HTMLTableCellElement): Cell {
  const sums = [...cell.querySelectorAll<HTMLDataElement>("data[value]")];
  const alone = withoutSpace(sums.map((sum) => sum.innerText).join("")) === withoutSpace(cell.innerText);
  const amounts = (alone ? sums : []).map(({ value }) => {
    const [amount = "", currency = ""] = value.split(" ");
    return { amount, currency };
  });
  return { text: cell.innerText.trim().replace(/\s*\n\s*/g, "; "), amounts };
}

function withoutSpace(text: string): string {
  return text.replace(/\s/g, "");
}
